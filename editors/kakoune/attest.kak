# Attest in Kakoune, through kak-lsp (tested with 22.0): source this from your kakrc.
# `attest-ls` has to be on the PATH; otherwise write its full path.

eval %sh{ kak-lsp }

hook global BufSetOption filetype=markdown %{
    set-option buffer lsp_servers %{
        [attest-ls]
        root_globs = ["attest.toml", "corpus", "articles", "sources"]
        command = "attest-ls"
        args = ["serve", "--stdio"]
        # Keys of attest.toml, if you want other values in the editor:
        # [attest-ls.settings.attest]
        # strictness = "strict"
    }
}

hook global WinSetOption filetype=markdown %{
    lsp-enable-window
    lsp-inlay-hints-enable window
    lsp-inlay-diagnostics-enable window
}
