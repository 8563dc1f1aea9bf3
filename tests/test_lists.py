"""Lists and register at the end of a run: what each row says, and files of any length in little memory."""

import datetime
from functools import lru_cache
from typing import Any
from unittest import mock

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.helpers.worlds import scenario, told

from demerit.draws import key, record
from demerit.keys import organisation_key
from demerit.month.organisation_state import ORG_DESK
from demerit.month.state import AWARE, DESK, GROUND_SHIFT, PENDING, RED, WRONGED
from demerit.organisations.settle import founded
from demerit.people.settle import settle
from demerit.ranges import LEARNED_GROUND
from demerit.vocabulary import GROUPS, LISTING, ORGANISATIONS, RATINGS, SECTORS, SIZES
from demerit.world import lists, register, row_groups
from demerit.world.chunks import Chunk, asked
from demerit.world.folder import NOTE
from demerit.world.simulation import World

FILES = (lists, register)
FIRST_DAY = datetime.date(2010, 1, 1)
PEOPLE, ORGANISATIONS_A_COMMUNITY = 2048, 256  # numbers a community


@lru_cache(maxsize=1)
def unlived() -> World:
    """A world before its first month: nobody is listed, and no law publishes anything."""
    return World(scenario(), 5, 200_000, until=scenario().start)


def whole(of: Any, world: World) -> Any:
    """All rows of a file, in one table."""
    return of.lists(world) if of is lists else of.register(world)


def settled(world: World, place: Any) -> tuple[Any, Any]:
    """The desks of a community's people and organisations."""
    people, organisations = record(DESK), record(ORG_DESK)
    numbers = [int(place[name]) for name in ("number", "census", "departed", "later", "province", "tier")]
    settle(world.tables, *numbers, world.last, *key(world.seed), people)
    n = int(place["organisations"])
    founded(world.economy.trade, numbers[0], n, numbers[1], numbers[4], *key(world.seed), people, organisations)
    return people, organisations


def on_day(day: int) -> datetime.date:
    return FIRST_DAY + datetime.timedelta(days=day)


def plainly_listed(world: World) -> list[dict[str, Any]]:
    """The lists, person by person."""
    out = []
    law = world.law_of(world.last)
    for place, state, matters in world.people.communities():
        desk, _ = settled(world, place)
        found: list[tuple[str, int, Any, str]] = [
            ("redlist", who, None, "points") for who in range(len(state)) if int(state[who]["marks"]) & RED
        ]
        for matter in matters:
            what = int(matter["what"])
            if matter["kind"] == LISTING and not what & PENDING:
                number = what >> GROUND_SHIFT & 15
                ground = "learned score" if number == LEARNED_GROUND else "single ground" if number else "points"
                found.append(("blacklist", int(matter["who"]), on_day(int(matter["value"])), ground))
        for name, who, since, ground in found:
            points, marks = (int(state[who][field]) for field in ("points", "marks"))
            out.append(
                {
                    "list": name,
                    "person": int(place["number"]) * PEOPLE + who,
                    "province": world.where.names[place["province"]],
                    "group": GROUPS[desk["group"][who]],
                    "since": since,
                    "score": int(law.start) + points,
                    "ground": ground,
                    "told": None if name == "redlist" else bool(marks & AWARE),
                    "wrongful": None if name == "redlist" else bool(marks & WRONGED),
                }
            )
    return sorted(out, key=lambda row: (row["list"], row["person"]))


def plainly_registered(world: World) -> list[dict[str, Any]]:
    """The register, organisation by organisation."""
    out = []
    orgs = iter(world.people.orgs)
    for place in world.layout:
        _, desk = settled(world, place)
        for i in range(place["organisations"]):
            org = next(orgs)
            law = world.economy.laws_of(world.last)[int(desk["kind"][i] == ORGANISATIONS.index("nonprofit"))]
            number = int(place["number"]) * ORGANISATIONS_A_COMMUNITY + i
            marks, owner = int(org["marks"][0]) & 0xFFFF, int(desk["owner"][i])
            rating = marks >> 3 & 7
            on = "blacklist" if marks & 1 and law["register"] else None
            on = "watchlist" if marks & 2 and law["watch_register"] else on
            out.append(
                {
                    "organisation": number,
                    "code": organisation_key(number),
                    "kind": ORGANISATIONS[desk["kind"][i]],
                    "sector": SECTORS[desk["sector"][i]],
                    "size": SIZES[desk["size_class"][i]],
                    "province": world.where.names[place["province"]],
                    "rating": RATINGS[rating - 1] if rating and law["published"] else None,
                    "list": on,
                    "since": on_day(int(org["since"][0])) if on else None,
                    "points": int(law["start"]) + int(org["points"][0]),
                    "owner": None if owner < 0 else int(place["number"]) * PEOPLE + owner,
                }
            )
    return out


def test_the_lists_are_what_state_and_open_matters_say_of_each_person():
    rows = lists.lists(told()).to_pylist()
    assert {row["list"] for row in rows} == {"blacklist", "redlist"}
    assert len({row["ground"] for row in rows}) > 1
    assert rows == plainly_listed(told())


def test_the_register_is_what_state_and_law_say_of_each_organisation():
    rows = register.register(told()).to_pylist()
    assert {row["list"] for row in rows} == {None, "blacklist"}
    assert len({row["rating"] for row in rows}) > 2
    assert rows == plainly_registered(told())


def test_before_anything_is_published_nobody_is_listed_and_the_register_tells_no_rating():
    assert lists.lists(unlived()).to_pylist() == []
    rows = register.register(unlived()).to_pylist()
    assert {(row["rating"], row["list"], row["since"]) for row in rows} == {(None, None, None)}
    assert rows == plainly_registered(unlived())


@pytest.mark.parametrize("of", FILES)
@pytest.mark.parametrize("world", [told, unlived])
def test_a_file_is_the_same_to_the_byte_however_many_communities_are_asked_at_once(of, world, tmp_path):
    with mock.patch.object(row_groups, "ROWS", 500):
        for size in (1, 7, 10_000):
            of.save(tmp_path / str(size), world(), size)
    files = [(tmp_path / str(size)).read_bytes() for size in (1, 7, 10_000)]
    assert files[0] == files[1] == files[2]
    rows = pq.read_metadata(tmp_path / "7")
    groups = [rows.row_group(g).num_rows for g in range(rows.num_row_groups)]
    assert groups == [500] * (rows.num_rows // 500) + [rows.num_rows % 500] * (rows.num_rows % 500 > 0)
    assert pq.read_table(tmp_path / "7").equals(whole(of, world()))


@pytest.mark.parametrize("of", FILES)
@pytest.mark.parametrize("world", [told, unlived])
def test_a_reader_finds_words_and_what_the_people_are(of, world, tmp_path):
    path = tmp_path / "file.parquet"
    of.save(path, world())
    schema = pq.read_schema(path)
    assert schema.equals(whole(of, world()).schema, check_metadata=True)
    assert schema.metadata == {b"note": NOTE.encode()}
    assert schema.field("province").type == pa.string()
    query = duckdb.connect().execute(f"SELECT * FROM '{path}'")
    columns = [column[0] for column in query.description]
    assert [dict(zip(columns, row)) for row in query.fetchall()] == whole(of, world()).to_pylist()


@pytest.mark.parametrize("of", FILES)
def test_a_file_is_told_from_one_that_lacks_a_row_or_says_otherwise(of, tmp_path):
    path = tmp_path / "file.parquet"
    table = whole(of, told())
    with mock.patch.object(row_groups, "ROWS", 500):
        of.save(path, told())
        assert row_groups.same(path, of.SCHEMA, of.tables(told(), 7))
        points = "score" if of is lists else "points"
        at = table.column_names.index(points)
        other = table.set_column(at, points, pa.array([*table[points].to_pylist()[:-1], -1], pa.int64()))
        for wrong in (table.slice(1), table.slice(0, len(table) - 1), table.slice(0, 0), table.drop([points]), other):
            pq.write_table(wrong, path)
            assert not row_groups.same(path, of.SCHEMA, of.tables(told()))
        pq.write_table(table, path, row_group_size=333)
        assert row_groups.same(path, of.SCHEMA, of.tables(told()))
        pq.write_table(pa.concat_tables([table, table.slice(0, 1)]), path)
        assert not row_groups.same(path, of.SCHEMA, of.tables(told()))


def test_a_longer_file_takes_no_more_memory(tmp_path):
    """However many tables come, those that wait are a row group's."""

    def most(number: int) -> int:
        before: int = pa.total_allocated_bytes()
        seen: list[int] = []

        def some() -> Any:
            for n in range(number):
                seen.append(pa.total_allocated_bytes() - before)
                values = np.random.default_rng(n).integers(0, 1 << 40, 1000)
                yield pa.table({"person": pa.array(values.tolist(), pa.int64())}, schema)

        schema = pa.schema([("person", pa.int64())], metadata={"note": NOTE})
        row_groups.write(tmp_path / "file.parquet", schema, some(), {"person": row_groups.RISING})
        assert pq.read_metadata(tmp_path / "file.parquet").num_rows == 1000 * number
        return max(seen)

    with mock.patch.object(row_groups, "ROWS", 10_000):
        few, many = most(40), most(800)
    assert many < 2 * few
    assert many < 800 * 1000 * 8 / 4  # a quarter of what all rows would take


def itself(_: Any, chunk: Chunk) -> Chunk:
    return chunk


@pytest.mark.parametrize("size", [1, 7, 33, 10_000])
def test_chunks_hold_each_community_once_whatever_batches_people_move_in(size):
    of = told().people
    seen, all_orgs = [], []
    for chunk in asked(told().driver, size, itself):
        all_orgs.append(chunk.orgs)
        assert isinstance(chunk, Chunk)
        assert len(chunk.layout) <= size
        starts = chunk.layout["start"] - chunk.layout["start"][0]
        for c, start in enumerate(starts):
            stop = starts[c + 1] if c + 1 < len(starts) else len(chunk.state)
            matters = chunk.matters[chunk.bounds[c] : chunk.bounds[c + 1]]
            seen.append((chunk.layout[c].tobytes(), chunk.state[start:stop].tobytes(), matters.tobytes()))
    expected = [(place.tobytes(), state.tobytes(), mine.tobytes()) for place, state, mine in of.communities()]
    assert seen == expected
    assert np.concatenate(all_orgs).tobytes() == of.orgs.tobytes()
