#pragma once

#include "core/base/mutex.h"
#include "core/model/sample.h"
#include "core/model/series_info.h"

#include <QJsonObject>

#include <cstdio>
#include <string>

namespace watchglass::cli {

/// Writes JSON objects, one a line, to a stream; whole lines only, whichever thread they come from.
/// When the stream's reader is slow, the writing thread waits: nothing is dropped.
/// Thread: any.
class JsonLines
{
public:
    explicit JsonLines(std::FILE *stream)
        : m_stream(stream)
    {}
    ~JsonLines() { flush(); }

    void write(const QJsonObject &object);
    /// {"event":"sample","source":…,"device":…,"attribute":…,"unit":…,"time":"…Z","value":…}, the value as the
    /// shortest text that reads back as the same double; null for NaN and "Infinity"/"-Infinity" for those.
    void writeSample(const SeriesInfo &info, Sample sample);
    void flush();

private:
    void append(const char *data, std::size_t size) WG_REQUIRES(m_mutex);
    void flushLocked() WG_REQUIRES(m_mutex);

    std::FILE *const m_stream;
    Mutex m_mutex;
    std::string m_pending WG_GUARDED_BY(m_mutex);
};

/// The text of a double inside JSON; see writeSample().
std::string jsonNumber(double value);

} // namespace watchglass::cli
