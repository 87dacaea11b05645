package sensitivelog

import (
	"go/types"
	"regexp"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// What a server prints ends up in a log; what a command prints is seen by the
// person who has called it, and may be what the command is for: a login, a key
// generator. Credentials printed there are warnings. Card data is nobody's
// result.

// commandOutput reports whether a use shows a credential to whoever runs a
// command.
func (c *checker) commandOutput(u *ssaflow.SinkUse, h *hit) bool {
	switch h.class {
	case naming.PAN, naming.CVV, naming.PIN, naming.Track, naming.Cryptogram:
		return false
	}
	return c.terminal(u) && c.inCommand(u.Instr.Parent())
}

// terminal reports whether a use prints to standard output or standard error,
// without a logger.
func (c *checker) terminal(u *ssaflow.SinkUse) bool {
	ref := u.Sink.Callee
	switch ref.Pkg {
	case "encoding/json", "encoding/xml":
		return true
	case "fmt", "os", "io", "bufio", "github.com/pterm/pterm", "github.com/davecgh/go-spew/spew", "github.com/kr/pretty", "github.com/k0kubun/pp":
	default:
		return false
	}
	call, ok := u.Instr.(ssa.CallInstruction)
	if !ok || !u.Direct() || strings.HasPrefix(ref.Name, "Print") || ref.Name == "Dump" {
		return true
	}
	w := ssaflow.Receiver(call)
	if args := ssaflow.Args(call); w == nil && len(args) > 0 {
		w = args[0]
	}
	if w == nil {
		return false
	}
	for _, o := range c.fl.Origins(w, ssaflow.Query{At: u.Instr}) {
		if o.Kind == ssaflow.Global && (o.Name == "os.Stdout" || o.Name == "os.Stderr") {
			return true
		}
	}
	return false
}

// cliPackages are libraries for commands and for talking to a person at a
// terminal, without their major versions.
var cliPackages = wordSet(`github.com/spf13/cobra github.com/urfave/cli github.com/codegangsta/cli github.com/alecthomas/kong
	github.com/alecthomas/kingpin gopkg.in/alecthomas/kingpin github.com/jessevdk/go-flags github.com/google/subcommands
	github.com/mitchellh/cli github.com/hashicorp/cli github.com/docopt/docopt-go github.com/peterbourgon/ff github.com/AlecAivazis/survey
	github.com/manifoldco/promptui github.com/charmbracelet/bubbletea github.com/charmbracelet/huh github.com/c-bata/go-prompt
	github.com/chzyer/readline github.com/peterh/liner github.com/abiosoft/ishell github.com/briandowns/spinner
	golang.org/x/term golang.org/x/crypto/ssh/terminal github.com/pterm/pterm github.com/leaanthony/clir github.com/alexflint/go-arg`)

// inCommand reports whether a function belongs to a command: its package uses a
// library for commands or reads from the terminal, or is a main package; and
// nothing serves there.
func (c *checker) inCommand(fn *ssa.Function) bool {
	if fn == nil || !c.commandPackage() {
		return false
	}
	serving := c.servingFuncs()
	if c.pass.Pkg.Name() == "main" && !c.importsCLI() {
		return len(serving) == 0
	}
	for ; fn != nil; fn = fn.Parent() {
		if serving[fn] || handlerLike(fn.Signature) {
			return false
		}
	}
	return true
}

func (c *checker) commandPackage() bool {
	return c.pass.Pkg.Name() == "main" || c.importsCLI()
}

// importsCLI reports whether the package uses a library for commands, or reads
// standard input.
func (c *checker) importsCLI() bool {
	if c.cli == nil {
		v := false
		for _, imp := range c.pass.Pkg.Imports() {
			v = v || cliPackages[strings.ToLower(symbols.Normalize(imp.Path()))]
		}
		if !v {
			for _, obj := range c.pass.TypesInfo.Uses {
				if obj.Name() == "Stdin" && obj.Pkg() != nil && obj.Pkg().Path() == "os" {
					v = true
					break
				}
			}
		}
		c.cli = &v
	}
	return *c.cli
}

// serverPackages are the libraries whose functions named for it start a server,
// a function in the cloud, a consumer or a schedule.
var serverPackages = wordSet(`net/http github.com/gin-gonic/gin github.com/labstack/echo github.com/gofiber/fiber github.com/valyala/fasthttp
	google.golang.org/grpc github.com/kataras/iris github.com/cloudwego/hertz/pkg/app/server github.com/beego/beego/server/web
	github.com/go-kratos/kratos github.com/zeromicro/go-zero/rest github.com/zeromicro/go-zero/zrpc github.com/gogf/gf/net/ghttp
	github.com/go-martini/martini github.com/astaxie/beego github.com/hibiken/asynq github.com/revel/revel github.com/apex/gateway
	github.com/aws/aws-lambda-go/lambda github.com/googlecloudplatform/functions-framework-go/funcframework github.com/robfig/cron
	github.com/go-co-op/gocron go.temporal.io/sdk/worker github.com/nats-io/nats.go github.com/rabbitmq/amqp091-go github.com/streadway/amqp
	github.com/segmentio/kafka-go github.com/ibm/sarama github.com/shopify/sarama github.com/confluentinc/confluent-kafka-go/kafka
	github.com/go-telegram-bot-api/telegram-bot-api gopkg.in/telebot gopkg.in/tucnak/telebot`)

var (
	serveName = regexp.MustCompile(`^(ListenAndServe|Serve|Listen|Start|Run|Spin|MustStart|Handle|HandleFunc|Consume|Subscribe|SubscribeTopics|QueueSubscribe|ReadMessage|FetchMessage|Poll|GetUpdates)`)
	// serverName are words of the module's own functions, serverWord of the types
	// and packages too, that run something which stays.
	serverName = wordSet(`serve server serving servers daemon worker workers consumer consumers subscriber scheduler router routes`)
	serverWord = wordSet(`serve server serving servers listen listener daemon worker workers consume consumer subscribe subscriber
		scheduler cron router routes handler handlers api http grpc webserver`)
)

// servingFuncs are the package's functions that start a server or something else
// that stays, are handlers, or are called by such.
func (c *checker) servingFuncs() map[*ssa.Function]bool {
	if c.serving != nil {
		return c.serving
	}
	c.serving = make(map[*ssa.Function]bool)
	calls := make(map[*ssa.Function][]*ssa.Function)
	var work []*ssa.Function
	mark := func(fn *ssa.Function) {
		for ; fn != nil && !c.serving[fn]; fn = fn.Parent() {
			c.serving[fn] = true
			work = append(work, fn)
			if keptInField(fn) {
				break // what a subcommand does, its program does not
			}
		}
	}
	for _, call := range c.fl.Calls() {
		fn := call.Parent()
		if handlerLike(fn.Signature) || c.serves(call) {
			mark(fn)
		}
		if callee := call.Common().StaticCallee(); callee != nil && callee.Pkg == fn.Pkg {
			calls[fn] = append(calls[fn], callee)
		}
	}
	for len(work) > 0 {
		fn := work[len(work)-1]
		work = work[:len(work)-1]
		for _, callee := range calls[fn] {
			mark(callee)
		}
	}
	return c.serving
}

// keptInField reports whether a closure is put into a field, as a command's
// action is, and not run where it stands.
func keptInField(fn *ssa.Function) bool {
	if fn.Parent() == nil {
		return false
	}
	inField := func(refs *[]ssa.Instruction) bool {
		for _, r := range *refs {
			st, ok := r.(*ssa.Store)
			if !ok {
				continue
			}
			if _, ok := st.Addr.(*ssa.FieldAddr); ok {
				return true
			}
		}
		return false
	}
	for _, b := range fn.Parent().Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.MakeClosure:
				if instr.Fn == fn && inField(instr.Referrers()) {
					return true
				}
			case *ssa.Store:
				if _, ok := instr.Addr.(*ssa.FieldAddr); ok && instr.Val == fn {
					return true
				}
			}
		}
	}
	return false
}

// serves reports whether a call starts a server.
func (c *checker) serves(call ssa.CallInstruction) bool {
	ref := ssaflow.CalleeOf(call)
	if ref.Pkg == "os/signal" && ref.Name == "Notify" && !c.importsCLI() {
		return true // it waits to be stopped
	}
	if serverPackages[strings.ToLower(ref.Pkg)] {
		return serveName.MatchString(ref.Name) && ref.Name != "Handle" || ref.Pkg == "net/http" && ref.Name == "Handle"
	}
	obj := ssaflow.CalleeObj(call)
	if obj == nil || obj.Pkg() == nil || !c.ownPackage(obj.Pkg().Path()) {
		return false
	}
	if !serveName.MatchString(ref.Name) {
		return hasWordOf(ref.Name, serverName)
	}
	return hasWordOf(ref.Recv, serverWord) || hasWordOf(obj.Pkg().Name(), serverWord) || hasWordOf(ref.Name, serverWord)
}

// ownPackage reports whether a package belongs to the module that is analysed.
func (c *checker) ownPackage(path string) bool {
	if path == c.pass.Pkg.Path() {
		return true
	}
	m := c.pass.Module
	return m != nil && m.Path != "" && (path == m.Path || strings.HasPrefix(path, m.Path+"/"))
}

func hasWordOf(name string, words map[string]bool) bool {
	for _, w := range naming.Words(name) {
		if words[w] {
			return true
		}
	}
	return false
}

// handlerLike reports whether a function handles requests, by its parameters.
func handlerLike(sig *types.Signature) bool {
	for v := range sig.Params().Variables() {
		switch ref := symbols.TypeRef(v.Type()); ref.Pkg + "." + ref.Name {
		case "net/http.ResponseWriter", "github.com/gin-gonic/gin.Context", "github.com/labstack/echo.Context",
			"github.com/gofiber/fiber.Ctx", "github.com/valyala/fasthttp.RequestCtx":
			return true
		}
	}
	return false
}
