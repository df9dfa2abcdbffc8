#include "core/recording/session_schema.h"

namespace watchglass::recording {

namespace {

/// Instants are nanoseconds since 1970 UTC. `arrival`: our clock; every other instant: the device's or the service's.
/// How blobs are laid out stands in frame_codec.h and sample_codec.h; each is a zstd frame.
constexpr const char *firstSchema[] = {
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID",
    "CREATE TABLE sources (id INTEGER PRIMARY KEY, name TEXT NOT NULL, service TEXT NOT NULL, address TEXT NOT NULL,"
    " token_shape TEXT NOT NULL, since INTEGER NOT NULL, opening_frames INTEGER NOT NULL)",

    // Evidence. The newest batch of a source is written anew until it is full.
    "CREATE TABLE frames (id INTEGER PRIMARY KEY, source INTEGER NOT NULL, first INTEGER NOT NULL,"
    " last INTEGER NOT NULL, count INTEGER NOT NULL, raw_bytes INTEGER NOT NULL, batch BLOB NOT NULL)",
    "CREATE INDEX frames_of_source ON frames (source, last)",

    // Index. A chunk holds `arrived` samples, the first of which was its series' number `begin` in order of arrival;
    // exact duplicates among them are kept once. The newest chunk of a series is written anew until it is full.
    "CREATE TABLE series (id INTEGER PRIMARY KEY, source INTEGER NOT NULL, device TEXT NOT NULL,"
    " attribute TEXT NOT NULL, component TEXT NOT NULL, unit TEXT NOT NULL, interpolation INTEGER NOT NULL,"
    " states TEXT NOT NULL)",
    "CREATE TABLE chunks (series INTEGER NOT NULL, begin INTEGER NOT NULL, id INTEGER NOT NULL,"
    " arrived INTEGER NOT NULL, count INTEGER NOT NULL, first_time INTEGER NOT NULL, last_time INTEGER NOT NULL,"
    " first REAL, min REAL, max REAL, last REAL, overlaps INTEGER NOT NULL, bytes INTEGER NOT NULL,"
    " PRIMARY KEY (series, begin)) WITHOUT ROWID",
    "CREATE TABLE chunk_data (id INTEGER PRIMARY KEY, run BLOB NOT NULL)",
    // Samples of all series that no chunk holds yet, a row for each commit.
    "CREATE TABLE fresh (id INTEGER PRIMARY KEY, count INTEGER NOT NULL, runs BLOB NOT NULL)",

    "CREATE TABLE gaps (id INTEGER PRIMARY KEY, source INTEGER NOT NULL, arrival INTEGER NOT NULL,"
    " kind INTEGER NOT NULL, device TEXT NOT NULL, series INTEGER NOT NULL, first INTEGER NOT NULL,"
    " last INTEGER NOT NULL, cause INTEGER NOT NULL)",
    "CREATE TABLE devices (id INTEGER PRIMARY KEY, source INTEGER NOT NULL, arrival INTEGER NOT NULL,"
    " device TEXT NOT NULL, what TEXT NOT NULL)",
    "CREATE TABLE alarms (id INTEGER PRIMARY KEY, source INTEGER NOT NULL, arrival INTEGER NOT NULL,"
    " alarm TEXT NOT NULL, what TEXT NOT NULL)",
    "CREATE TABLE events (id INTEGER PRIMARY KEY, source INTEGER NOT NULL, arrival INTEGER NOT NULL,"
    " device TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, time INTEGER NOT NULL, is_timed INTEGER NOT NULL)",
    "CREATE TABLE states (id INTEGER PRIMARY KEY, source INTEGER NOT NULL, arrival INTEGER NOT NULL,"
    " what TEXT NOT NULL)",
    "CREATE TABLE system_status (id INTEGER PRIMARY KEY, source INTEGER NOT NULL, arrival INTEGER NOT NULL,"
    " what TEXT NOT NULL)",
    "CREATE TABLE ledger (id INTEGER PRIMARY KEY, source INTEGER NOT NULL, arrival INTEGER NOT NULL,"
    " kind TEXT NOT NULL, what TEXT NOT NULL)",
    "CREATE TABLE markers (id INTEGER PRIMARY KEY, time INTEGER NOT NULL, until INTEGER, kind TEXT NOT NULL,"
    " text TEXT NOT NULL)",
};

} // namespace

QStringList schemaStep(int from)
{
    QStringList step;
    if (from == 0) {
        for (const char *sql : firstSchema)
            step << QLatin1String(sql);
    }
    return step;
}

} // namespace watchglass::recording
