"""pytest-lsp is lenient (it coerces values and lets extra fields pass), so every raw message of the server
is held against the protocol's types here, field by field; and so is what a message may do when."""

import collections.abc
import enum
import types as pytypes
import typing

import attrs
import pytest
import pytest_lsp
from lsprotocol import types as lsp
from pygls.protocol import json_rpc

NAMES = vars(lsp)
# Fields that the protocol declares with `| null`.
NULL_OK = {"result", "activeParameter", "version"}
BEFORE_INITIALIZED = {
    "window/showMessage",
    "window/logMessage",
    "window/showMessageRequest",
    "telemetry/event",
    "$/progress",
}
# Requests of the server, and the client capability that each needs.
NEEDS = {
    "workspace/configuration": "workspace.configuration",
    "window/workDoneProgress/create": "window.workDoneProgress",
    "workspace/diagnostic/refresh": "workspace.diagnostics.refreshSupport",
    "workspace/inlayHint/refresh": "workspace.inlayHint.refreshSupport",
    "workspace/codeLens/refresh": "workspace.codeLens.refreshSupport",
    "workspace/semanticTokens/refresh": "workspace.semanticTokens.refreshSupport",
    "window/showDocument": "window.showDocument.support",
    "workspace/applyEdit": "workspace.applyEdit",
}
SCALARS = {str: (str,), int: (int,), bool: (bool,), float: (int, float), type(None): (type(None),)}

violations: list[str] = []


def camel(name: str) -> str:
    head, *rest = name.rstrip("_").split("_")
    return head + "".join(word.capitalize() for word in rest)


def fault(value, wanted, path="$"):
    """Why the raw JSON `value` does not fit the type `wanted`; None when it does."""
    origin, arguments = typing.get_origin(wanted), typing.get_args(wanted)
    if wanted in (typing.Any, object):
        return None
    if isinstance(wanted, str):
        wanted = typing.ForwardRef(wanted)
    if isinstance(wanted, typing.ForwardRef):
        return fault(value, typing._eval_type(wanted, NAMES, NAMES), path)
    if origin in (typing.Union, pytypes.UnionType):
        faults = [fault(value, each, path) for each in arguments]
        return None if None in faults else max(faults, key=lambda it: (it.split(":")[0].count("."), len(it)))
    if origin is typing.Literal:
        return None if value in arguments else f"{path}: {value!r} is none of {arguments}"
    if origin in (list, collections.abc.Sequence):
        if not isinstance(value, list):
            return f"{path}: {value!r} is no list"
        return next((it for at, each in enumerate(value) if (it := fault(each, arguments[-1], f"{path}.{at}"))), None)
    if origin in (dict, collections.abc.Mapping):
        if not isinstance(value, dict):
            return f"{path}: {value!r} is no object"
        return next((it for key, each in value.items() if (it := fault(each, arguments[-1], f"{path}.{key}"))), None)
    if origin is tuple:
        return None if isinstance(value, list) and len(value) == len(arguments) else f"{path}: no tuple"
    if attrs.has(wanted):
        return fault_of_object(value, wanted, path)
    if issubclass(wanted, enum.Enum):
        known = any(type(each.value) is type(value) and each.value == value for each in wanted)
        return None if known else f"{path}: {value!r} is no {wanted.__name__}"
    return None if type(value) in SCALARS[wanted] else f"{path}: {value!r} is no {wanted.__name__}"


def fault_of_object(value, wanted, path):
    if not isinstance(value, dict):
        return f"{path}: {value!r} is no {wanted.__name__}"
    fields = {camel(field.name): field for field in attrs.fields(attrs.resolve_types(wanted, NAMES, NAMES))}
    for key in value.keys() - fields.keys():
        return f"{path}.{key}: {wanted.__name__} has no such field"
    for key, field in fields.items():
        if key not in value:
            if field.default is attrs.NOTHING:
                return f"{path}.{key}: missing in {wanted.__name__}"
            continue
        if value[key] is None and field.default is None and key not in NULL_OK:
            return f"{path}.{key}: null where it should be absent"
        if (found := fault(value[key], field.type, f"{path}.{key}")) is not None:
            return found
    return None


def can(capabilities, path: str) -> bool:
    at = capabilities
    for name in path.split("."):
        at = getattr(at, "".join(f"_{c.lower()}" if c.isupper() else c for c in name), None)
        if at is None:
            return False
    return bool(at)


structure_message = json_rpc.JsonRPCProtocol.structure_message
server_exit = pytest_lsp.LanguageClient.server_exit


def strictly(self, data):
    if "jsonrpc" not in data:  # It is called for what lies within a message, too.
        return structure_message(self, data)
    wanted, method = None, data.get("method")
    if data["jsonrpc"] != "2.0":
        violations.append("jsonrpc is not “2.0”")
    if method is not None:
        wanted = self.get_message_type(method)
        if wanted is None and not method.startswith("$/"):
            violations.append(f"unknown method {method}")
        if not getattr(self, "answered_initialize", False) and method not in BEFORE_INITIALIZED:
            violations.append(f"{method} before the answer to initialize")
        needed = NEEDS.get(method)
        capabilities = getattr(self._server, "capabilities", None)
        if needed is not None and capabilities is not None and not can(capabilities, needed):
            violations.append(f"{method}, though the client lacks {needed}")
    else:
        self.answered_initialize = True
        wanted = self._result_types.get(data.get("id"))
        if wanted is None:
            violations.append(f"an answer to the unknown or answered id {data.get('id')!r}")
        if ("result" in data) == ("error" in data):
            violations.append("an answer needs exactly one of result and error")
    # A part of a result is whatever the request answers with.
    is_part = method == "$/progress" and "kind" not in (data.get("params", {}).get("value") or {})
    if wanted is not None and "error" not in data and not is_part:
        found = fault(data, wanted)
        if found is not None:
            violations.append(f"{wanted.__name__} {found}")
    return structure_message(self, data)


async def exit_code_is_zero(self, server):
    if server.returncode:
        violations.append(f"the server's exit code is {server.returncode}")
    await server_exit(self, server)


json_rpc.JsonRPCProtocol.structure_message = strictly
pytest_lsp.LanguageClient.server_exit = exit_code_is_zero


@pytest.fixture(autouse=True)
def no_violations():
    violations.clear()
    yield
    assert not violations, violations
