#include "core/protocol/valtronics/series_marks.h"

namespace watchglass::protocol::valtronics {

namespace {

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

} // namespace

SeriesMarks::SeriesMarks(Clock &clock, SourceSink &sink)
    : m_clock(clock)
    , m_sink(sink)
{}

void SeriesMarks::sampledRarely(std::size_t index, Timestamp time, std::string_view device, std::string_view metric)
{
    const Phase phase = index < m_series.size() ? m_series[index].phase : Phase::Unseen;
    switch (phase) {
    case Phase::Unseen:
        firstSampled(index, time, device, metric);
        break;
    case Phase::Whole:
        m_series[index].rhythm.add(time);
        break;
    case Phase::Sparse:
        sparseSampled(index, time);
        break;
    case Phase::Marked:
        break;
    case Phase::Rising:
        risingSampled(index, time);
        break;
    }
}

void SeriesMarks::firstSampled(std::size_t index, Timestamp time, std::string_view device, std::string_view metric)
{
    if (index >= m_series.size()) {
        m_series.resize(index + 1);
        m_about.resize(index + 1);
    }
    About &about = m_about[index];
    auto ofDevice = m_byDevice.find(text(device));
    if (ofDevice == m_byDevice.end())
        ofDevice = m_byDevice.insert(text(device), {});
    ofDevice->push_back(index);
    about.device = ofDevice.key(); // one text for all series of a device
    about.metric = text(metric);
    m_series[index].phase = Phase::Whole;
    m_series[index].rhythm.add(time);
    if (!m_asking)
        return;
    const Asked asked = m_asking->asked(about.device, about.metric);
    if (asked.level == AttentionLevel::High && asked.raise > m_answered) { // it may be from before the request
        mark(index, time);
        rise(index, asked.raise);
    } else {
        review(index);
    }
    m_asking->seriesSeen(m_about[index].device);
}

void SeriesMarks::sparseSampled(std::size_t index, Timestamp time)
{
    Series &series = m_series[index];
    About &about = m_about[index];
    if (series.rhythm.isBrokenBy(time)) {
        series.rhythm.forget();
        mark(index, about.before); // it may have become faster before the newest sample already
        return;
    }
    if (time != series.rhythm.last())
        about.before = series.rhythm.last();
    series.rhythm.skipTo(time);
}

void SeriesMarks::risingSampled(std::size_t index, Timestamp time)
{
    if (!isRead(m_about[index]))
        return;
    m_sink.requested(static_cast<SeriesHandle>(index), {time, Timestamp::max()});
    m_series[index].phase = Phase::Whole;
    m_series[index].rhythm.add(time);
    review(index);
}

bool SeriesMarks::isRead(const About &about) const
{
    return about.raise <= m_answered || (m_isMute && m_clock.monotonic() - about.raisedAt >= patience);
}

void SeriesMarks::review()
{
    for (std::size_t i = 0; i < m_series.size(); ++i)
        review(i);
}

void SeriesMarks::review(const QString &device)
{
    const auto found = m_byDevice.constFind(device);
    if (found == m_byDevice.constEnd())
        return;
    for (const std::size_t index : *found)
        review(index);
}

void SeriesMarks::review(std::size_t index)
{
    Series &series = m_series[index];
    About &about = m_about[index];
    if (series.phase == Phase::Unseen)
        return;
    const Asked asked = m_asking ? m_asking->asked(about.device, about.metric) : Asked();
    const bool isWhole = asked.level == AttentionLevel::High;
    const bool isComplete = isWhole || series.rhythm.isWithin(demandInterval(asked.level));
    if (series.phase == Phase::Marked || series.phase == Phase::Rising) {
        if (!isComplete)
            series.phase = Phase::Marked;
        else if (series.phase == Phase::Marked)
            rise(index, asked.raise);
        return;
    }
    if (!isComplete) {
        mark(index, series.rhythm.last());
    } else if (isWhole) {
        series.phase = Phase::Whole;
    } else if (series.phase == Phase::Whole) {
        series.phase = Phase::Sparse;
        about.before = series.rhythm.last();
    }
}

void SeriesMarks::mark(std::size_t index, Timestamp lastWhole)
{
    m_series[index].phase = Phase::Marked;
    m_sink.notRequested(static_cast<SeriesHandle>(index), {lastWhole + Duration(1), Timestamp::max()});
}

void SeriesMarks::rise(std::size_t index, std::uint64_t raise)
{
    m_series[index].phase = Phase::Rising;
    m_about[index].raise = raise;
    m_about[index].raisedAt = m_clock.monotonic();
}

void SeriesMarks::answered(std::uint64_t ping)
{
    m_answered = ping;
    m_isMute = false;
}

void SeriesMarks::interrupted()
{
    m_isMute = true;
    for (Series &series : m_series) {
        if (series.phase == Phase::Rising)
            series.phase = Phase::Marked;
    }
}

void SeriesMarks::endAll(Timestamp time)
{
    for (std::size_t i = 0; i < m_series.size(); ++i) {
        Series &series = m_series[i];
        if (series.phase == Phase::Marked || series.phase == Phase::Rising)
            m_sink.requested(static_cast<SeriesHandle>(i), {time, Timestamp::max()});
        if (series.phase != Phase::Unseen)
            series.phase = Phase::Whole;
    }
}

QStringList SeriesMarks::metrics(const QString &device) const
{
    QStringList all;
    const auto found = m_byDevice.constFind(device);
    if (found == m_byDevice.constEnd())
        return all;
    for (const std::size_t index : *found)
        all.append(m_about[index].metric);
    return all;
}

} // namespace watchglass::protocol::valtronics
