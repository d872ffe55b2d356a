-- Only the command; nothing starts until vim.lsp.enable('attest_ls') or require('attest').setup().
if vim.g.loaded_attest then
  return
end
vim.g.loaded_attest = true

vim.api.nvim_create_user_command('Attest', function(call)
  require('attest.commands').run(call.args)
end, {
  nargs = '+',
  complete = function(lead, line)
    return require('attest.commands').complete(lead, line)
  end,
  desc = 'Attest: check, entity, evidence, log, report, restart, source',
})

if vim.lsp.commands then
  vim.lsp.commands['attest.server.showSources'] = function(command, context)
    require('attest.commands').show_sources(command, context)
  end
end
