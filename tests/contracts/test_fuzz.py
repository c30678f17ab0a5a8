"""A small run of the fuzzer; ``make fuzz`` runs the large one."""

from pathlib import Path

from tests.contracts.fuzz import fuzz


async def test_no_operation_breaks_its_contract_for_any_role(tmp_path: Path) -> None:
    findings = await fuzz(tmp_path, each=2, seed=1, phases="fuzzing")

    assert findings.cases > 300
    assert not findings.found, findings.as_text()
