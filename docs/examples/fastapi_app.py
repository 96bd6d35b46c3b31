"""A search view in an application of your own.

pip install fastapi uvicorn
uvicorn --app-dir docs/examples fastapi_app:app        (reads index_data, or ONRECORD_INDEX)
curl 'http://127.0.0.1:8000/said?q=flood+damage&speaker=ockenden'
"""

from __future__ import annotations

import os
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Depends, FastAPI, HTTPException, Request

from onrecord import OnrecordError
from onrecord.search import Searcher

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@asynccontextmanager
async def lifespan(application: FastAPI) -> AsyncIterator[None]:
    """Open one Searcher for all requests; it is safe to share between threads."""
    with Searcher.open(os.environ.get("ONRECORD_INDEX", "index_data")) as searcher:
        application.state.searcher = searcher
        yield


def searcher_of(request: Request) -> Searcher:
    """Return the application's Searcher."""
    searcher: Searcher = request.app.state.searcher
    return searcher


app = FastAPI(lifespan=lifespan)


# A plain function: FastAPI runs it on a thread of its own, so that a search does not hold up other requests.
@app.get("/said")
def said(
    q: str, searcher: Annotated[Searcher, Depends(searcher_of)], speaker: str | None = None, k: int = 10
) -> dict[str, Any]:
    """Answer a query with the hits as `onrecord search --json` prints them."""
    try:
        return searcher.search(q, k=k, speaker=speaker).to_json()
    except OnrecordError as error:
        raise HTTPException(status_code=422, detail=str(error)) from error
