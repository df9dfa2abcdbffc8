#include "core/protocol/disruptive/paged_reader.h"

#include <algorithm>
#include <utility>

namespace watchglass::protocol::disruptive {

namespace {

constexpr int mostPages = 1000;
constexpr int mostFillsAtOnce = 2; ///< The list of devices and the operator shall not wait for all of history.

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

PagedReader::Owed joined(const PagedReader::Owed &a, const PagedReader::Owed &b)
{
    return {{std::min(a.missing.from, b.missing.from), std::max(a.missing.to, b.missing.to)},
            std::min(a.from, b.from),
            a.types | b.types,
            a.isHasty || b.isHasty};
}

/// Asking again would end in the same way. What went wrong with credentials may have been mended meanwhile.
bool isFinal(int status)
{
    return status >= 300 && status < 500 && status != 401 && status != 408 && status != 429;
}

} // namespace

PagedReader::PagedReader(Clock &clock, SourceSink &sink, RequestGate &gate, Delivery &delivery,
                         const ProjectAddress &address, std::function<void()> progress)
    : m_clock(clock)
    , m_sink(sink)
    , m_gate(gate)
    , m_delivery(delivery)
    , m_address(address)
    , m_progress(std::move(progress))
    , m_timer(clock.makeTimer([this] { startFills(); }))
{}

void PagedReader::readDevices(std::function<void(bool)> done)
{
    if (!std::exchange(m_isListing, true))
        devicesPage({}, 1, std::move(done));
}

void PagedReader::devicesPage(const QString &pageToken, int page, std::function<void(bool)> done)
{
    link::RestRequest request;
    request.path = devicesPath(m_address);
    request.query = devicesQuery(m_address, pageToken);
    m_gate.send(std::move(request), [this, pageToken, page, done](const RequestGate::Answer &answer) {
        std::optional<QString> next;
        if (answer.ok)
            next = following(m_decoder.devicePage(view(answer.body), m_delivery), pageToken, page);
        if (next && !next->isEmpty())
            return devicesPage(*next, page + 1, done);
        m_isListing = false;
        done(next.has_value());
    });
}

std::optional<QString> PagedReader::following(const Result<Page> &page, const QString &token, int number)
{
    if (!page) {
        m_sink.problem(Problem::BadFrame, page.error().text);
        return std::nullopt;
    }
    const QString &next = page.value().nextToken;
    if (!next.isEmpty() && (next == token || number >= mostPages)) {
        m_sink.problem(Problem::BadFrame, tr("The service's pages do not come to an end; the rest was not read."));
        return std::nullopt;
    }
    return next;
}

void PagedReader::owe(const QString &device, const Owed &owed)
{
    const auto [known, isNew] = m_fills.try_emplace(device);
    Fill &fill = known->second;
    if (isNew) {
        fill.owed = owed;
    } else if (fill.isUnderWay) {
        fill.next = fill.next ? joined(*fill.next, owed) : owed;
    } else {
        const Owed all = joined(fill.isSecond ? late(fill).value_or(owed) : fill.owed, owed);
        fill = Fill();
        fill.owed = all;
    }
}

int PagedReader::pending() const
{
    return static_cast<int>(
        std::count_if(m_fills.begin(), m_fills.end(), [](const auto &one) { return !one.second.isSecond; }));
}

void PagedReader::startFills()
{
    while (m_underWay < mostFillsAtOnce) {
        std::optional<Duration> wake;
        const auto next = nextFill(wake);
        if (next == m_fills.end()) {
            if (wake)
                m_timer->start(*wake - m_clock.monotonic());
            return;
        }
        begin(next->first, next->second);
    }
}

PagedReader::Fills::iterator PagedReader::nextFill(std::optional<Duration> &wake)
{
    const Duration now = m_clock.monotonic();
    auto next = m_fills.end();
    for (auto it = m_fills.begin(); it != m_fills.end(); ++it) {
        const Fill &fill = it->second;
        if (fill.isUnderWay)
            continue;
        if (fill.notBefore > now) {
            wake = std::min(wake.value_or(fill.notBefore), fill.notBefore);
            continue;
        }
        if (fill.owed.isHasty)
            return it;
        if (next == m_fills.end())
            next = it;
    }
    return next;
}

void PagedReader::begin(const QString &device, Fill &fill)
{
    const Timestamp now = m_clock.now();
    const Timestamp kept = now - retention;
    fill.isUnderWay = true;
    if (!fill.isSecond) {
        fill.from = std::max(std::min(fill.owed.from, fill.owed.missing.from) - overlap, kept);
        fill.lateFrom = now - overlap + std::min(m_delivery.skew().value_or(Duration::zero()), Duration::zero());
    }
    if (const Timestamp end = std::min(kept, fill.owed.missing.to); !fill.isSecond && fill.owed.missing.from < end)
        m_sink.gap(device, {{fill.owed.missing.from, end}, GapCause::LinkLost});
    ++m_underWay;
    historyPage(QString(device), {}, 1);
}

void PagedReader::historyPage(const QString &device, const QString &pageToken, int page)
{
    const auto found = m_fills.find(device);
    if (found == m_fills.end())
        return;
    const Fill &fill = found->second;
    link::RestRequest request;
    request.path = historyPath(m_address, device);
    request.query = historyQuery(m_address, fill.isSecond ? fill.lateFrom : fill.from, pageToken,
                                 typeNames(m_address, fill.owed.types, m_delivery.strangeTypes()));
    m_gate.send(std::move(request), [this, device, pageToken, page](const RequestGate::Answer &answer) {
        if (!answer.ok)
            return filled(device, isFinal(answer.status) ? Outcome::Refused : Outcome::Failed);
        m_delivery.setHistoric(true);
        const auto next = following(m_decoder.eventPage(view(answer.body), m_delivery), pageToken, page);
        m_delivery.setHistoric(false);
        if (next && !next->isEmpty())
            historyPage(device, *next, page + 1);
        else
            filled(device, next ? Outcome::Whole : Outcome::Failed);
    });
}

void PagedReader::filled(const QString &device, Outcome outcome)
{
    --m_underWay;
    const auto found = m_fills.find(device);
    if (found == m_fills.end())
        return;
    found->second.isUnderWay = false;
    if (!follows(device, found->second, outcome))
        m_fills.erase(found);
    m_progress();
    startFills();
}

bool PagedReader::follows(const QString &device, Fill &fill, Outcome outcome)
{
    const auto next = std::exchange(fill.next, std::nullopt);
    if (outcome != Outcome::Whole)
        reportGap(device, fill);
    if (outcome == Outcome::Failed) {
        if (next)
            fill.owed = joined(fill.owed, *next);
        fill.isSecond = fill.isSecond && !next;
        fill.isGap = fill.isGap && !next;
        fill.notBefore = m_clock.monotonic() + fill.wait;
        fill.wait = std::min(fill.wait * 2, longestRetry);
        return true;
    }
    const auto rest = outcome == Outcome::Whole && !fill.isSecond ? late(fill) : std::nullopt;
    if (next) {
        fill = Fill();
        fill.owed = rest ? joined(*rest, *next) : *next;
        return true;
    }
    if (outcome == Outcome::Refused)
        return false;
    if (rest) {
        fill.isSecond = true;
        fill.notBefore = m_clock.monotonic() + overlap;
        fill.wait = firstRetry;
        return true;
    }
    m_delivery.marks().filled(device.toStdString(), {fill.from, fill.owed.missing.to}, fill.owed.types);
    return false;
}

std::optional<PagedReader::Owed> PagedReader::late(const Fill &fill) const
{
    const Timestamp to = fill.owed.missing.to;
    const bool isOldEnough = !fill.isSecond && fill.lateFrom >= to;
    if (isOldEnough)
        return std::nullopt;
    return Owed{{std::min(fill.lateFrom, to), to}, fill.lateFrom, fill.owed.types, fill.owed.isHasty};
}

void PagedReader::reportGap(const QString &device, Fill &fill)
{
    if (!fill.isSecond && !std::exchange(fill.isGap, true))
        m_sink.gap(device, {fill.owed.missing, GapCause::LinkLost});
}

void PagedReader::pause()
{
    m_timer->stop();
    for (auto &[device, fill] : m_fills) {
        if (const auto next = std::exchange(fill.next, std::nullopt)) {
            fill.owed = joined(fill.owed, *next);
            fill.isSecond = false;
        }
        fill.isUnderWay = false;
        fill.notBefore = {};
        reportGap(device, fill);
    }
    m_underWay = 0;
    m_isListing = false;
}

} // namespace watchglass::protocol::disruptive
