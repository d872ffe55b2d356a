--- Attest for Neovim: require('attest').setup(), Neovim 0.7 and newer.
local config = require('attest.config')

local M = {}

--- What setup() settled on; health checks and commands read it.
M.options = config.defaults()

--- Starts the server for Markdown files in folders with articles.
--- @param options table|nil cmd, settings, on_attach, capabilities; see :help attest-setup
function M.setup(options)
  M.options = vim.tbl_deep_extend('force', config.defaults(), options or {})
  if vim.lsp.config and vim.lsp.enable then
    vim.lsp.config(config.name, M.options)
    vim.lsp.enable(config.name)
    return
  end
  local client = require('attest.client')
  local group = vim.api.nvim_create_augroup('attest', { clear = true })
  vim.api.nvim_create_autocmd('FileType', {
    group = group,
    pattern = M.options.filetypes,
    callback = function(event)
      client.attach(event.buf, M.options)
    end,
  })
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buffer) and vim.tbl_contains(M.options.filetypes, vim.bo[buffer].filetype) then
      client.attach(buffer, M.options)
    end
  end
end

--- The command line that starts the server, as configured by whatever way.
--- @return string[]
function M.cmd()
  local enabled = vim.lsp.config and vim.lsp.config[config.name]
  return enabled and type(enabled.cmd) == 'table' and enabled.cmd or M.options.cmd
end

return M
