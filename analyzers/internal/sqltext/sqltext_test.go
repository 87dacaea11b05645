package sqltext

import (
	"fmt"
	"strings"
	"testing"
)

// show writes a statement compactly, for comparison in tests.
func show(s Statement) string {
	col := func(c Column) string {
		v := c.Name + c.Op
		if c.Op == "" {
			v += ":"
		}
		for _, a := range c.Args {
			v += fmt.Sprintf("#%d", a)
		}
		for _, n := range c.Names {
			v += ":" + n
		}
		for _, n := range c.Verbs {
			v += fmt.Sprintf("%%%d", n)
		}
		if c.Literal != "" {
			v += "'" + c.Literal + "'"
		}
		if c.Relative {
			v += "~"
		}
		if c.Minus {
			v += "-"
		}
		return v
	}
	var sets, where []string
	for _, c := range s.Sets {
		sets = append(sets, col(c))
	}
	for _, c := range s.Where {
		where = append(where, col(c))
	}
	return s.Verb + " " + s.Table + " [" + strings.Join(sets, " ") + "] [" + strings.Join(where, " ") + "]"
}

func TestParse(t *testing.T) {
	tests := []struct{ sql, want string }{
		{`UPDATE orders SET status = $1, paid_at = $2, updated_at = NOW() WHERE order_no = $3`,
			"UPDATE orders [status:#0 paid_at:#1 updated_at:] [order_no=#2]"},
		{"update `orders` o set o.status='paid' where o.id=? and status IN ('pending','open')",
			"UPDATE orders [status:'paid'] [id=#0 statusIN]"},
		{"UPDATE `orders` SET `status`=?, `n`=`n`+1 WHERE id=? AND status=?",
			"UPDATE orders [status:#0 n:~] [id=#1 status=#2]"},
		{`UPDATE public.wallets SET balance = balance + $1 WHERE user_id = $2`,
			"UPDATE wallets [balance:#0~] [user_id=#1]"},
		{`UPDATE wallets SET balance = balance - ? WHERE id = ? AND balance >= ?`,
			"UPDATE wallets [balance:#0~-] [id=#1 balance>=#2]"},
		{`INSERT INTO payments (id, order_id, status) VALUES (:id, :order_id, 'paid') ON CONFLICT (id) DO UPDATE SET status = EXCLUDED.status`,
			"INSERT payments [id::id order_id::order_id status:'paid' status:~] []"},
		{`INSERT INTO payments SET status = ?, amount = ?`, "INSERT payments [status:#0 amount:#1] []"},
		{`INSERT INTO t (a, b) SELECT $1, status FROM orders WHERE id = $2`, "INSERT t [a:#0 b:] []"},
		{`UPDATE [dbo].[Orders] SET [Status] = @p1 WHERE Id = @p2`, "UPDATE Orders [Status:#0] [Id=#1]"},
		{`UPDATE orders SET status = @status WHERE id = @id`, "UPDATE orders [status::status] [id=:id]"},
		{`UPDATE %s SET status = '%s' WHERE id = %d`, "UPDATE % [status:%1] [id=%2]"},
		{`UPDATE %[1]s SET status = %[2]q`, "UPDATE % [status:%1] []"},
		{`UPDATE orders SET (status, paid_at) = ($1, now()) WHERE id = $2`, "UPDATE orders [status:#0 paid_at:] [id=#1]"},
		{`UPDATE orders SET status = CASE WHEN $1 THEN 'paid' ELSE status END WHERE id=$2`, "UPDATE orders [status:#0~] [id=#1]"},
		{`-- settle
		UPDATE /* x = ? */ orders SET status = 'it''s' -- tail
		WHERE id = ?`, "UPDATE orders [status:'it's'] [id=#0]"},
		{`SELECT status FROM orders WHERE order_no = $1 FOR UPDATE`, "SELECT orders [] [order_no=#0]"},
		{`DELETE FROM orders WHERE id = ?`, "DELETE orders [] [id=#0]"},
		{`CALL settle_order(?, ?)`, "CALL settle_order [] []"},
		{`UPDATE orders SET status = $1::text WHERE id = $2::uuid RETURNING id`, "UPDATE orders [status:#0] [id=#1]"},
		{`MERGE INTO orders USING x ON (a=b) WHEN MATCHED THEN UPDATE SET status = ?`, "MERGE orders [status:#0] []"},
		{`update the readme`, "UPDATE the [] []"},
		{`order by status`, ""},
		{``, ""},
	}
	for _, tt := range tests {
		got := ""
		if s := Parse(tt.sql); len(s) > 0 {
			got = show(s[0])
		}
		if got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.sql, got, tt.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("UPDATE orders SET status = $1 WHERE id = ?")
	f.Add("INSERT INTO t (a,b) VALUES (?, 'x''y'), (:n, @p1) ON CONFLICT DO UPDATE SET a = 1")
	f.Add("SELECT ((( FOR WHERE %[9]s `")
	f.Fuzz(func(t *testing.T, s string) {
		for _, st := range Parse(s) {
			for _, c := range append(st.Sets, st.Where...) {
				for _, a := range append(c.Args, c.Verbs...) {
					if a < 0 && !strings.Contains(s, "$0") && !strings.Contains(s, "[") {
						t.Fatalf("negative argument in %q", s)
					}
				}
			}
		}
	})
}
