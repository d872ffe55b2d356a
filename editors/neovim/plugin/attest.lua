-- Only the command; nothing starts until vim.lsp.enable('attest_ls') or require('attest').setup().
if vim.g.loaded_attest then
  return
end
vim.g.loaded_attest = true

vim.api.nvim_create_user_command('Attest', function(call)
  require('attest.commands').run(call.args)
end, {
  nargs = 1,
  complete = function(lead)
    return require('attest.commands').complete(lead)
  end,
  desc = 'Attest: check, source, restart, log',
})
