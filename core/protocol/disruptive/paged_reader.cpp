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

} // namespace

PagedReader::PagedReader(Clock &clock, SourceSink &sink, RequestGate &gate, Delivery &delivery,
                         const ProjectAddress &address)
    : m_clock(clock)
    , m_sink(sink)
    , m_gate(gate)
    , m_delivery(delivery)
    , m_address(address)
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

void PagedReader::fill(const QString &device, const TimeRange &missing)
{
    const auto [known, isNew] = m_fills.try_emplace(device, Fill{missing, false, std::nullopt});
    Fill &fill = known->second;
    if (!isNew && fill.isUnderWay)
        fill.next = TimeRange{fill.next ? fill.next->from : missing.from, missing.to};
    else if (!isNew)
        fill.missing.to = missing.to;
    startFills();
}

void PagedReader::startFills()
{
    for (auto &[device, fill] : m_fills) {
        if (m_underWay >= mostFillsAtOnce)
            return;
        if (fill.isUnderWay)
            continue;
        fill.isUnderWay = true;
        ++m_underWay;
        historyPage(device, {}, 1);
    }
}

void PagedReader::historyPage(const QString &device, const QString &pageToken, int page)
{
    const Timestamp from = std::max(m_fills[device].missing.from - overlap, m_clock.now() - retention);
    link::RestRequest request;
    request.path = historyPath(m_address, device);
    request.query = historyQuery(m_address, from, pageToken);
    m_gate.send(std::move(request), [this, device, pageToken, page](const RequestGate::Answer &answer) {
        std::optional<QString> next;
        if (answer.ok)
            next = following(m_decoder.eventPage(view(answer.body), m_delivery), pageToken, page);
        if (next && !next->isEmpty())
            historyPage(device, *next, page + 1);
        else
            filled(device, next.has_value());
    });
}

void PagedReader::filled(const QString &device, bool ok)
{
    --m_underWay;
    const auto found = m_fills.find(device);
    if (found == m_fills.end())
        return;
    Fill &fill = found->second;
    if (!ok)
        m_sink.gap(device, {fill.missing, GapCause::LinkLost});
    if (fill.next) {
        fill = Fill{*fill.next, false, std::nullopt};
    } else {
        m_fills.erase(found);
    }
    if (m_progress)
        m_progress();
    startFills();
}

void PagedReader::abandon()
{
    for (const auto &[device, fill] : std::exchange(m_fills, {}))
        m_sink.gap(device, {{fill.missing.from, fill.next ? fill.next->to : fill.missing.to}, GapCause::LinkLost});
    m_underWay = 0;
    m_isListing = false;
}

} // namespace watchglass::protocol::disruptive
