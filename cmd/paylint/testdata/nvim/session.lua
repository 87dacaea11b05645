-- A session in Neovim, with gopls and paylint on one file. What is seen goes
-- into the file $SESSION_REPORT, a line each; the test compares.
local report = assert(io.open(os.getenv("SESSION_REPORT"), "w"))

local function say(...)
  report:write(string.format(...), "\n")
  report:flush()
end

local function fail(what)
  say("FAILED: %s", what)
  for _, d in ipairs(vim.diagnostic.get(0)) do
    say("  %s:%d: %s", d.source, d.lnum + 1, d.message)
  end
  vim.cmd("cquit 1")
end

local function wait(what, ok)
  if not vim.wait(180000, ok, 50) then
    fail("waited in vain for " .. what)
  end
end

-- count returns how many diagnostics of one tool there are, on one line or all.
local function count(source, code, line)
  local n = 0
  for _, d in ipairs(vim.diagnostic.get(0)) do
    local c = d.code or (d.user_data and d.user_data.lsp and d.user_data.lsp.code)
    if d.source == source and (code == nil or c == code) and (line == nil or d.lnum + 1 == line) then
      n = n + 1
    end
  end
  return n
end

local clients = {}
for name, cmd in pairs({ gopls = { os.getenv("GOPLS") }, paylint = { os.getenv("PAYLINT"), "lsp" } }) do
  clients[name] = vim.lsp.start_client({ name = name, cmd = cmd, root_dir = vim.fn.getcwd() })
end

vim.cmd("edit httpclient/tls_legacy.go")
vim.bo.filetype = "go"
for _, id in pairs(clients) do
  vim.lsp.buf_attach_client(0, id)
end
wait("both servers", function()
  return #vim.lsp.buf_get_clients(0) == 2 or vim.tbl_count(vim.lsp.buf_get_clients(0)) == 2
end)

wait("findings", function() return count("paylint") > 0 end)
say("findings %d", count("paylint"))

-- What is typed and not saved.
local last = vim.fn.line("$")
vim.fn.append(last, { "", "var typed = &tls.Config{InsecureSkipVerify: true}" })
wait("a finding in an unsaved buffer", function() return count("paylint", nil, last + 2) == 1 end)
vim.fn.setline(last + 2, "var typed = missing.Config{}")
wait("gopls' error", function() return count("compiler", nil, last + 2) > 0 end)
say("gopls says it does not compile, findings %d", count("paylint"))
vim.fn.deletebufline("%", last + 1, last + 2)

-- The quick fix, as a user picks it.
local function pick(line, pattern)
  wait("the finding at line " .. line, function() return count("paylint", nil, line) > 0 end)
  vim.fn.cursor(line, vim.fn.indent(line) + 1)
  local picked = nil
  vim.ui.select = function(items, opts, choose)
    for _, item in ipairs(items) do
      local title = opts.format_item and opts.format_item(item) or item[2].title
      if title:find(pattern) then
        picked = title
        choose(item)
        return
      end
    end
  end
  local tick = vim.b.changedtick
  vim.lsp.buf.code_action()
  wait("the action " .. pattern, function() return picked ~= nil and vim.b.changedtick ~= tick end)
  say("applied %s", picked)
end

local line = vim.fn.search("InsecureSkipVerify: true,", "nw")
local before = count("paylint", "certverify/skip-verify")
pick(line, "^Delete")
wait("the finding to go", function() return count("paylint", "certverify/skip-verify") == before - 1 end)
say("fixed")

line = vim.fn.search("InsecureSkipVerify: cfg", "nw")
pick(line, "^Suppress certverify")
say("line %s", vim.fn.getline(line))
wait("a warning about the missing reason", function() return count("paylint", "paylint/suppression") == 1 end)
vim.fn.setline(line, vim.fn.getline(line) .. "local simulator, see ADR 12")
wait("the suppression", function() return count("paylint", nil, line) == 0 end)
say("suppressed with a reason")

vim.cmd("write")
vim.lsp.stop_client(vim.lsp.get_active_clients())
say("done")
vim.cmd("qall!")
