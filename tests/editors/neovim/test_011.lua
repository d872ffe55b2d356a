-- Neovim 0.11: the plugin through vim.lsp.enable. See run.sh for the environment.
local scene = dofile(vim.env.ATTEST_TESTS .. '/scene.lua')

scene.run(function()
  scene.check(vim.fn.has('nvim-0.11') == 1, 'this is Neovim 0.11')
  local this = scene.read()
  vim.lsp.enable('attest_ls')

  vim.cmd.edit(this.note)
  scene.wait('the server attaches', function()
    return #vim.lsp.get_clients({ bufnr = 0, name = 'attest_ls' }) == 1
  end)
  scene.play(this)
  scene.check_folder(this)

  scene.views(this)

  local health = scene.health()
  scene.check(health:find('attest%-ls %d') and not health:find('ERROR'), ':checkhealth attest is content')

  vim.cmd('Attest restart')
  scene.wait('a restarted server finds the same', function()
    return #vim.lsp.get_clients({ name = 'attest_ls' }) == 1 and scene.finding(this) ~= nil
  end)

  for _, client in ipairs(vim.lsp.get_clients()) do
    client:stop()
  end
  scene.wait('the server ends when asked to', function()
    return #vim.lsp.get_clients() == 0
  end)

  vim.lsp.config('attest_ls', { cmd = { 'no-such-server' } })
  scene.check(scene.health():find('ERROR.*no%-such%-server'), ':checkhealth attest names a missing server')

  vim.cmd('helptags ' .. vim.env.ATTEST_PLUGIN .. '/doc')
  vim.cmd('help attest-setup')
  scene.check(vim.fn.expand('%:t') == 'attest.txt', ':help attest-setup opens the help file')
end)
