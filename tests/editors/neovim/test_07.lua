-- Neovim 0.7: the plugin through setup(). See run.sh for the environment.
local scene = dofile(vim.env.ATTEST_TESTS .. '/scene.lua')

scene.run(function()
  scene.check(vim.fn.has('nvim-0.7') == 1 and vim.fn.has('nvim-0.8') == 0, 'this is Neovim 0.7')
  local this = scene.read()
  local attached = 0
  require('attest').setup({
    on_attach = function()
      attached = attached + 1
    end,
  })
  local client = require('attest.client')

  vim.cmd('edit ' .. this.note)
  scene.wait('the server attaches', function()
    return attached == 1 and #client.list(0) == 1
  end)
  scene.play(this)
  scene.check_folder(this)
  scene.views(this)

  vim.cmd('edit ' .. vim.fn.fnamemodify(this.note, ':h') .. '/timeline.md')
  scene.wait('a second note has findings', function()
    return #vim.diagnostic.get(0) > 0
  end)
  scene.check(#client.list() == 1, 'from the same server')
  vim.cmd('buffer ' .. vim.fn.bufnr(this.note))

  local health = scene.health()
  scene.check(health:find('attest%-ls %d') and not health:find('ERROR'), ':checkhealth attest is content')

  vim.cmd('Attest restart')
  scene.wait('a restarted server finds the same', function()
    return #client.list() == 1 and scene.finding(this) ~= nil
  end)

  client.stop(client.list()[1])
  scene.wait('the server ends when asked to', function()
    return #client.list() == 0
  end)

  require('attest').options.cmd = { 'no-such-server' }
  scene.check(scene.health():find('ERROR.*no%-such%-server'), ':checkhealth attest names a missing server')
end)
