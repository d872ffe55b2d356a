-- Neovim 0.11 and newer: vim.lsp.enable('attest_ls'). What you set with vim.lsp.config('attest_ls', …)
-- comes on top of this.
return require('attest.config').defaults()
