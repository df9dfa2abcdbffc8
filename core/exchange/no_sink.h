#pragma once

#include "core/exchange/import_sink.h"

namespace watchglass::exchange {

/// Passes everything over: what came of an import is in its report.
class NoSink : public ImportSink
{
public:
    SeriesId series(const SeriesInfo &) override { return {}; }
    void samples(SeriesId, std::span<const Sample>) override {}
    void device(const QString &, const DeviceUpdate &) override {}
    void event(const QString &, const DeviceEvent &) override {}
    void alarm(const QString &, const AlarmEvent &) override {}
    void gap(const QString &, const QString &, const Gap &) override {}
};

} // namespace watchglass::exchange
