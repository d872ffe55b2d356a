"""Every request that the server advertises, with the capabilities of VS Code, Neovim and Emacs, and of a
client that asks for diagnostics. `conftest.py` holds each message against the protocol."""

import os
import pathlib
import shlex

import pytest
import pytest_lsp
from lsprotocol import types as lsp
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

WORKSPACE = pathlib.Path(os.environ["ATTEST_WORKSPACE"]).resolve()
NOTE = WORKSPACE / "notes" / "protocol.md"
# An emoji before what is looked at: a column that counts bytes or scalars shows.
TEXT = """# Brief 😀

😀 Maria Keller said that the storm killed 43 people in Northport [@harbour].

😀 Keller said: “We will rebuild every bridge before winter” [@harbor].

Jonas Weber closed the old pier for repairs [[ferries]].
"""
LINES = TEXT.split("\n")
CLIENTS = ["visual_studio_code", "neovim", "emacs", "asking"]


def capabilities(name: str) -> lsp.ClientCapabilities:
    if name != "asking":
        return client_capabilities(name)
    found = client_capabilities("visual_studio_code")
    found.text_document.diagnostic = lsp.DiagnosticClientCapabilities(related_document_support=False)
    found.workspace.diagnostics = lsp.DiagnosticWorkspaceClientCapabilities(refresh_support=True)
    found.text_document.inlay_hint = lsp.InlayHintClientCapabilities()
    found.general.position_encodings = [lsp.PositionEncodingKind.Utf16]
    return found


@pytest_lsp.fixture(
    params=CLIENTS, config=ClientServerConfig(server_command=shlex.split(os.environ["ATTEST_SERVER"]))
)
async def client(request, lsp_client: LanguageClient):
    # What the library does not answer by itself.
    for method in (lsp.CLIENT_REGISTER_CAPABILITY, lsp.CLIENT_UNREGISTER_CAPABILITY):
        lsp_client.feature(method)(lambda params: None)
    wanted = capabilities(request.param)
    offered = await lsp_client.initialize_session(
        lsp.InitializeParams(
            capabilities=wanted,
            root_uri=WORKSPACE.as_uri(),
            workspace_folders=[lsp.WorkspaceFolder(uri=WORKSPACE.as_uri(), name="sample")],
        )
    )
    lsp_client.offered = offered.capabilities
    lsp_client.wanted = wanted
    counting["codec"] = CODECS[offered.capabilities.position_encoding or "utf-16"]
    lsp_client.text_document_did_open(
        lsp.DidOpenTextDocumentParams(
            text_document=lsp.TextDocumentItem(uri=NOTE.as_uri(), language_id="markdown", version=1, text=TEXT)
        )
    )
    yield
    await lsp_client.shutdown_session()


def document() -> lsp.TextDocumentIdentifier:
    return lsp.TextDocumentIdentifier(uri=NOTE.as_uri())


# How the client of the test counts columns: bytes of one unit, by encoding.
CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
counting = {"codec": CODECS["utf-16"]}


def units(text: str) -> int:
    codec, size = counting["codec"]
    return len(text.encode(codec)) // size


def at(words: str, inside: int = 1) -> dict:
    """The parameters of a request at the first `words`, `inside` units into them."""
    line = next(number for number, line in enumerate(LINES) if words in line)
    character = units(LINES[line][: LINES[line].index(words)]) + inside
    return {"text_document": document(), "position": lsp.Position(line=line, character=character)}


def whole() -> lsp.Range:
    return lsp.Range(start=lsp.Position(line=0, character=0), end=lsp.Position(line=len(LINES) - 1, character=0))


def words_of(found: lsp.Range) -> str:
    assert found.start.line == found.end.line
    codec, size = counting["codec"]
    line = LINES[found.start.line].encode(codec)
    return line[size * found.start.character : size * found.end.character].decode(codec)


async def diagnostics(client: LanguageClient) -> list[lsp.Diagnostic]:
    if client.offered.diagnostic_provider is None:
        while NOTE.as_uri() not in client.diagnostics:
            await client.wait_for_notification(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        return list(client.diagnostics[NOTE.as_uri()])
    report = await client.text_document_diagnostic_async(lsp.DocumentDiagnosticParams(text_document=document()))
    return list(report.items)


@pytest.mark.asyncio
async def test_findings_stand_on_the_words_at_fault(client: LanguageClient):
    found = {each.code: words_of(each.range) for each in await diagnostics(client)}
    assert found == {"number-mismatch": "43", "misquote": "bridge", "broken-citation": "harbor"}


@pytest.mark.asyncio
async def test_the_encoding_is_one_that_the_client_offered(client: LanguageClient):
    general = client.wanted.general
    offered = (general and general.position_encodings) or [lsp.PositionEncodingKind.Utf16]
    assert client.offered.position_encoding in offered


@pytest.mark.asyncio
async def test_every_request_that_is_advertised_is_answered(client: LanguageClient):
    """One call for each provider; a new one must come to this list."""
    await diagnostics(client)
    offered = client.offered
    called = {"position_encoding", "text_document_sync"}

    def offers(name: str) -> bool:
        called.add(name)
        return getattr(offered, name) not in (None, False)

    if offers("hover_provider"):
        hover = await client.text_document_hover_async(lsp.HoverParams(**at("43")))
        assert "34" in hover.contents.value
        assert hover.range is not None
    if offers("definition_provider"):
        found = await client.text_document_definition_async(lsp.DefinitionParams(**at("storm killed")))
        target = found[0] if isinstance(found, list) else found
        assert (getattr(target, "target_uri", None) or target.uri).endswith("harbour.md")
    if offers("references_provider"):
        context = lsp.ReferenceContext(include_declaration=True)
        found = await client.text_document_references_async(lsp.ReferenceParams(**at("Maria"), context=context))
        assert len(found) >= 3
    if offers("completion_provider"):
        found = await client.text_document_completion_async(lsp.CompletionParams(**at("harbor", 3)))
        item = await client.completion_item_resolve_async(found.items[0])
        assert item.label == "harbour" and item.documentation is not None
    if offers("code_action_provider"):
        context = lsp.CodeActionContext(diagnostics=[])
        place = lsp.Range(start=at("43")["position"], end=at("43")["position"])
        params = lsp.CodeActionParams(text_document=document(), range=place, context=context)
        found = await client.text_document_code_action_async(params)
        action = found[0]
        if offered.code_action_provider.resolve_provider:
            action = await client.code_action_resolve_async(action)
        assert action.edit is not None and "34" in action.title
    if offers("code_lens_provider"):
        found = await client.text_document_code_lens_async(lsp.CodeLensParams(text_document=document()))
        lenses = [await client.code_lens_resolve_async(each) for each in found]
        assert "contradicted" in lenses[0].command.title
    if offers("inlay_hint_provider"):
        params = lsp.InlayHintParams(text_document=document(), range=whole())
        found = await client.text_document_inlay_hint_async(params)
        assert any("source" in str(each.label) for each in found)
    if offers("document_highlight_provider"):
        found = await client.text_document_document_highlight_async(lsp.DocumentHighlightParams(**at("Maria")))
        assert [words_of(each.range) for each in found] == ["Maria Keller", "Keller"]
    if offers("document_symbol_provider"):
        params = lsp.DocumentSymbolParams(text_document=document())
        found = await client.text_document_document_symbol_async(params)
        assert found[0].name == "Brief 😀"
    if offers("workspace_symbol_provider"):
        found = await client.workspace_symbol_async(lsp.WorkspaceSymbolParams(query="keller"))
        assert found[0].name == "Maria Keller"
    if offers("folding_range_provider"):
        await client.text_document_folding_range_async(lsp.FoldingRangeParams(text_document=document()))
    if offers("selection_range_provider"):
        params = lsp.SelectionRangeParams(text_document=document(), positions=[at("Maria")["position"]])
        found = await client.text_document_selection_range_async(params)
        assert words_of(found[0].range) == "Maria" and words_of(found[0].parent.range) == "Maria Keller"
    if offers("document_link_provider"):
        found = await client.text_document_document_link_async(lsp.DocumentLinkParams(text_document=document()))
        assert [words_of(each.range) for each in found] == ["harbour", "ferries"]
    if offers("semantic_tokens_provider"):
        params = lsp.SemanticTokensParams(text_document=document())
        full = await client.text_document_semantic_tokens_full_async(params)
        assert len(full.data) % 5 == 0 and full.data
        params = lsp.SemanticTokensDeltaParams(text_document=document(), previous_result_id=full.result_id)
        await client.text_document_semantic_tokens_full_delta_async(params)
        params = lsp.SemanticTokensRangeParams(text_document=document(), range=whole())
        part = await client.text_document_semantic_tokens_range_async(params)
        assert part.data == full.data
    if offers("rename_provider"):
        if getattr(offered.rename_provider, "prepare_provider", False):
            found = await client.text_document_prepare_rename_async(lsp.PrepareRenameParams(**at("Weber")))
            assert found.placeholder == "Jonas Weber"
        edit = await client.text_document_rename_async(lsp.RenameParams(**at("Weber"), new_name="J. Weber"))
        assert edit.changes or edit.document_changes
    if offers("execute_command_provider"):
        for command in offered.execute_command_provider.commands:
            params = lsp.ExecuteCommandParams(command=command, arguments=[])
            assert await client.workspace_execute_command_async(params) is None
    if offers("diagnostic_provider"):
        params = lsp.WorkspaceDiagnosticParams(previous_result_ids=[])
        found = await client.workspace_diagnostic_async(params)
        assert {each.uri.rsplit("/", 1)[-1] for each in found.items} == {"protocol.md", "brief.md"}
    if offers("workspace"):
        files = [lsp.FileRename(old_uri=(WORKSPACE / "corpus/harbour.md").as_uri(), new_uri=(WORKSPACE / "corpus/port.md").as_uri())]
        edit = await client.workspace_will_rename_files_async(lsp.RenameFilesParams(files=files))
        assert edit.changes or edit.document_changes
    advertised = {name for name, value in vars_of(offered) if value not in (None, False)}
    assert advertised <= called, advertised - called


def vars_of(capabilities: lsp.ServerCapabilities):
    return ((field, getattr(capabilities, field)) for field in lsp.ServerCapabilities.__annotations__)


@pytest.mark.asyncio
async def test_an_edit_moves_the_findings_and_a_closed_note_has_none(client: LanguageClient):
    await diagnostics(client)
    client.text_document_did_change(
        lsp.DidChangeTextDocumentParams(
            text_document=lsp.VersionedTextDocumentIdentifier(uri=NOTE.as_uri(), version=2),
            content_changes=[lsp.TextDocumentContentChangeWholeDocument(text=TEXT.replace("43", "34"))],
        )
    )
    if client.offered.diagnostic_provider is None:
        await client.wait_for_notification(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    assert "number-mismatch" not in {each.code for each in await diagnostics(client)}
    client.text_document_did_close(lsp.DidCloseTextDocumentParams(text_document=document()))
    if client.offered.diagnostic_provider is None:
        await client.wait_for_notification(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        assert not client.diagnostics[NOTE.as_uri()]


@pytest.mark.asyncio
async def test_nonsense_is_refused_and_survived(client: LanguageClient):
    with pytest.raises(Exception, match="no such command"):
        await client.workspace_execute_command_async(lsp.ExecuteCommandParams(command="attest.none", arguments=[]))
    elsewhere = {"text_document": document(), "position": lsp.Position(line=900, character=900)}
    await client.text_document_hover_async(lsp.HoverParams(**elsewhere))
    nowhere = lsp.TextDocumentIdentifier(uri="file:///no/such/note.md")
    assert await client.text_document_hover_async(lsp.HoverParams(text_document=nowhere, position=lsp.Position(0, 0))) is None
    assert await client.text_document_hover_async(lsp.HoverParams(**at("43"))) is not None
