"""A small sign for each kind of component, drawn in a square of 16: strokes only."""

_STORE = "M2.5 4c0-1.2 2.5-2 5.5-2s5.5.8 5.5 2-2.5 2-5.5 2-5.5-.8-5.5-2zM2.5 4v8c0 1.2 2.5 2 5.5 2s5.5-.8 5.5-2V4M2.5 8c0 1.2 2.5 2 5.5 2s5.5-.8 5.5-2"
_GRID = "M2.5 2.5h11v11h-11zM2.5 6.2h11M2.5 9.8h11M6.2 2.5v11"
_SERVICE = "M2.5 3h11v4h-11zM2.5 9h11v4h-11zM5 5h.01M5 11h.01"
_GLOBE = "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM2 8h12M8 2c2 1.8 2.6 3.8 2.6 6S10 12.200 8 14M8 2C6 3.800 5.400 5.800 5.400 8S6 12.200 8 14"
_FAN = "M2 8h5M7 8l5-4.500M7 8h5.500M7 8l5 4.500M12 3.500h2M12.500 8H14M12 12.500h2"
_LINES = "M2.500 4h7v8h-7zM12 4v8M14.500 4v8M5 4v8M7.200 4v8"
_BOX = "M2.500 5 8 2l5.500 3v6L8 14l-5.500-3zM2.500 5 8 8l5.500-3M8 8v6"

GLYPHS: dict[str, str] = {
    "client": "M2 3h12v8H2zM6 14h4M8 11v3",
    "dns": _GLOBE,
    "cdn": _GLOBE,
    "waf": "M8 1.500 13.500 4v4c0 3.500-2.500 5.500-5.500 6.500C5 13.500 2.500 11.500 2.500 8V4z",
    "load_balancer": _FAN,
    "api_gateway": "M3 14V4.500L8 2l5 2.500V14M6 14V9h4v5",
    "reverse_proxy": _FAN,
    "service": _SERVICE,
    "function": "M4 13.500h1c1.500 0 1.800-1 2-2L9 5c.300-1.500.800-2.500 2-2.500h1M5 7h6",
    "worker": "M8 5.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5zM8 2v2M8 12v2M2 8h2M12 8h2M3.800 3.800l1.400 1.400M10.800 10.800l1.400 1.400M12.200 3.800l-1.400 1.400M5.200 10.800l-1.400 1.400",
    "cache": "M9 1.500 3.500 9H8l-1 5.500L12.500 7H8z",
    "queue": _LINES,
    "stream": _LINES,
    "sql_database": _STORE,
    "key_value_store": "M5 6.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5zM7 7.500 13 3M11 4.500l1.500 2",
    "document_store": "M4 1.500h5.500L12.500 4.500v10H4zM9.500 1.500v3h3M6 8h4.500M6 10.500h4.500",
    "wide_column_store": _GRID,
    "search_index": "M7 2.500a4.500 4.500 0 1 0 0 9 4.500 4.500 0 0 0 0-9zM10.300 10.300 14 14",
    "object_store": _BOX,
    "block_storage": _BOX,
    "file_store": "M2 4.500h4.500L8 6h6v7.500H2z",
    "data_warehouse": "M2.500 14V9h2.500v5M6.800 14V5h2.500v9M11 14V2h2.500v12",
    "scheduler": "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 4.500V8l2.500 1.500",
    "coordinator": "M8 2.500a1.500 1.500 0 1 0 0 3 1.500 1.500 0 0 0 0-3zM3.500 10a1.500 1.500 0 1 0 0 3 1.500 1.500 0 0 0 0-3zM12.500 10a1.500 1.500 0 1 0 0 3 1.500 1.500 0 0 0 0-3zM7.200 5.500 4.200 10M8.800 5.500l3 4.500M5 11.500h6",
    "third_party": "M6 3H3v10h10v-3M9 2h5v5M14 2 7.500 8.500",
}
