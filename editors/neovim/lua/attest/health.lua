--- :checkhealth attest
local M = {}

-- The names of the report functions before Neovim 0.10 and before 0.8.
local old = vim.health or require('health')
local start = vim.health and vim.health.start or old.report_start
local ok = vim.health and vim.health.ok or old.report_ok
local info = vim.health and vim.health.info or old.report_info
local warn = vim.health and vim.health.warn or old.report_warn
local error = vim.health and vim.health.error or old.report_error

local function check_neovim()
  local version = vim.version()
  local text = ('Neovim %d.%d.%d'):format(version.major, version.minor, version.patch)
  if vim.fn.has('nvim-0.11') == 1 then
    ok(text)
  elseif vim.fn.has('nvim-0.7') == 1 then
    ok(text .. ": use require('attest').setup()")
  else
    error(text .. ' is too old', { 'Attest needs Neovim 0.7 or newer' })
  end
end

local function check_server()
  local program = require('attest').cmd()[1]
  if vim.fn.executable(program) == 0 then
    error(('%s is not a program that can be run'):format(program), {
      'Install it with `cargo install --path .` in the Attest repository, and have ~/.cargo/bin on the PATH',
      "or name it: require('attest').setup({ cmd = { '/path/to/attest-ls', 'serve', '--stdio' } })",
    })
    return
  end
  local answer = vim.fn.system({ program, '--version' })
  if vim.v.shell_error ~= 0 then
    error(('`%s --version` fails: %s'):format(program, vim.trim(answer)), { 'Install it again' })
  elseif not answer:match('^attest%-ls %d') then
    error(('%s is not attest-ls; it says: %s'):format(program, vim.trim(answer)))
  else
    ok(('%s at %s'):format(vim.trim(answer), vim.fn.exepath(program)))
  end
end

local function check_clients()
  local clients = require('attest.client').list()
  if #clients == 0 then
    info('no server is running; it starts with the first Markdown file in a folder with articles')
  end
  for _, client in ipairs(clients) do
    ok(('a server is running for %s'):format(client.config.root_dir or 'a single file'))
  end
end

local function check_folder()
  local root = require('attest.config').root(vim.fn.getcwd() .. '/note')
  if root then
    ok('notes of the current folder belong to ' .. root)
  else
    warn('the current folder has no attest.toml and no corpus, articles or sources folder', {
      'Put the articles into `corpus`, or run `attest-ls init` and name their folder in attest.toml',
    })
  end
end

function M.check()
  start('attest')
  check_neovim()
  check_server()
  check_folder()
  check_clients()
end

return M
