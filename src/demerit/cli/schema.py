"""`demerit schema`: the JSON Schema of scenarios."""

import json

from demerit.cli.app import app


@app.command(whole=False)
def schema() -> None:
    """Print the JSON Schema of scenarios, for editors."""
    from demerit.scenario.schema import schema as built

    print(json.dumps(built(), indent=1))
