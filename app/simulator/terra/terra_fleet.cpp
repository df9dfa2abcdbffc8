#include "app/simulator/terra/terra_fleet.h"

#include "app/simulator/random.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace watchglass::sim::terra {

namespace {

constexpr double gravity = 9.80665;

struct Named
{
    std::string_view metric;
    std::string_view type;
};

/// Metrics whose own name in capitals is not what Terra calls them.
constexpr Named names[] = {
    {"ecg_ii", "ECG"},        {"ecg_v5", "V5_ECG"},      {"accelerometer", "ACCELERATION"},
    {"latitude", "LOCATION"}, {"longitude", "LOCATION"},
};

std::string capitals(std::string_view name)
{
    std::string out;
    for (const char c : name) {
        const bool isSmall = c >= 'a' && c <= 'z';
        const bool isOther = !isSmall && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9');
        out += isSmall ? static_cast<char>(c - 'a' + 'A') : isOther ? '_' : c;
    }
    return out;
}

/// How Terra's unit is had from the metric's.
double scaleOf(std::string_view unit)
{
    if (unit == "g")
        return gravity;
    if (unit == "°/s")
        return std::numbers::pi / 180.0;
    return unit == "km/h" ? 1.0 / 3.6 : 1.0;
}

bool isAxis(std::string_view name)
{
    return name.ends_with(".x") || name.ends_with(".y") || name.ends_with(".z");
}

} // namespace

QString TerraFleet::userOf(int device, std::uint64_t seed)
{
    const std::uint64_t high = subSeed(seed ^ 0x7e44a, static_cast<std::uint64_t>(device));
    const std::uint64_t low = mix(high);
    const QString digits =
        QStringLiteral("%1%2").arg(high, 16, 16, QLatin1Char('0')).arg(low, 16, 16, QLatin1Char('0'));
    return QStringLiteral("%1-%2-4%3-8%4-%5")
        .arg(digits.mid(0, 8), digits.mid(8, 4), digits.mid(13, 3), digits.mid(17, 3), digits.mid(20, 12));
}

TerraFleet::TerraFleet(const Site &site)
    : m_site(site)
{
    const auto &devices = site.fleet().devices();
    for (std::size_t i = 0; i < devices.size(); ++i) {
        User user;
        user.feed = devices[i].feed.get();
        user.id = userOf(static_cast<int>(i), site.seed()).toStdString();
        user.style = static_cast<int>(i % 3);
        const std::vector<Metric> &metrics = user.feed->metrics();
        for (std::size_t m = 0; m < metrics.size(); ++m)
            addOutput(user, metrics[m], m);
        user.values.resize(metrics.size());
        m_users.push_back(std::move(user));
    }
}

TerraFleet::Output TerraFleet::outputFor(const Metric &metric, std::size_t index)
{
    std::string_view name(metric.name.constData(), static_cast<std::size_t>(metric.name.size()));
    Output output;
    output.metrics = {index};
    output.scale = scaleOf({metric.unit.constData(), static_cast<std::size_t>(metric.unit.size())});
    if (isAxis(name)) {
        output.form = Form::Vector;
        name.remove_suffix(2);
    } else if (name == "latitude" || name == "longitude") {
        output.form = Form::Vector;
    } else if (name.starts_with("ecg")) {
        output.form = Form::Waveform;
    }
    const auto *named =
        std::find_if(std::begin(names), std::end(names), [name](const Named &known) { return known.metric == name; });
    output.type = named == std::end(names) ? capitals(name) : std::string(named->type);
    return output;
}

void TerraFleet::addOutput(User &user, const Metric &metric, std::size_t index)
{
    Output output = outputFor(metric, index);
    const auto same = std::find_if(user.outputs.begin(), user.outputs.end(), [&output](const Output &known) {
        return known.type == output.type && known.form == Form::Vector;
    });
    if (same != user.outputs.end())
        same->metrics.push_back(index);
    else
        user.outputs.push_back(std::move(output));
}

void TerraFleet::advance(TerraJournal &journal, Duration elapsed)
{
    if (elapsed <= m_done)
        return;
    const bool isFirst = m_done < Duration::zero();
    if (isFirst)
        journal.beginAt(m_site.startTime().ns() / 1000);
    if (isFirst || elapsed - m_done > longestCatchUp) {
        const Duration from = std::max(Duration::zero(), elapsed - longestCatchUp);
        for (User &user : m_users)
            user.next = user.feed->firstTickAt(from);
    }
    m_done = elapsed;
    m_due.clear();
    for (User &user : m_users)
        collect(user, elapsed);
    std::stable_sort(m_due.begin(), m_due.end(), [](const Due &a, const Due &b) { return a.at < b.at; });
    for (const Due &due : m_due)
        journal.append(due.at, due.head, due.tail, due.samples);
}

void TerraFleet::collect(User &user, Duration elapsed)
{
    for (const std::int64_t end = user.feed->endTick(elapsed); user.next < end; ++user.next) {
        user.feed->values(user.next, user.values);
        const Duration at = user.feed->dueAt(user.next);
        const Timestamp time = user.feed->stamp(user.next, m_site.startTime());
        for (Output &output : user.outputs)
            collect(user, output, at, time);
    }
    for (Output &output : user.outputs)
        endPiece(user, output, elapsed);
}

void TerraFleet::collect(User &user, Output &output, Duration at, Timestamp time)
{
    std::array<double, 8> values{};
    const std::size_t count = std::min(output.metrics.size(), values.size());
    for (std::size_t i = 0; i < count; ++i) {
        values[i] = user.values[output.metrics[i]] * output.scale;
        if (std::isnan(values[i]))
            return;
    }
    if (output.form != Form::Waveform) {
        emitDue(user, output, at, time, values.data(), count);
        return;
    }
    endPiece(user, output, at);
    if (output.piece.empty()) {
        output.pieceAt = at;
        output.pieceTime = time;
    }
    output.piece.push_back(values[0]);
}

/// Sends a piece that is as long as one may be, whether anything follows or not.
void TerraFleet::endPiece(const User &user, Output &output, Duration elapsed)
{
    if (output.piece.empty() || elapsed - output.pieceAt < pieceLength)
        return;
    emitDue(user, output, output.pieceAt + pieceLength, output.pieceTime, output.piece.data(), output.piece.size());
    output.piece.clear();
}

void TerraFleet::emitDue(const User &user, const Output &output, Duration at, Timestamp time, const double *values,
                         std::size_t count)
{
    std::string payload = "\"d\":{\"ts\":\"";
    appendTimeOf(user, payload, time);
    payload += output.form == Form::Scalar ? "\",\"val\":" : "\",\"d\":[";
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0)
            payload += ',';
        appendNumber(payload, values[i]);
    }
    payload += output.form == Form::Scalar ? "}" : "]}";
    std::string names = "\"t\":\"";
    names += output.type;
    names += "\",\"uid\":\"";
    names += user.id;
    names += '"';
    Due due{at, "{\"op\":5,", {}, count};
    if (user.style == 0) {
        due.head += payload;
        due.head += ',';
        due.head += names;
        due.tail = '}';
    } else {
        due.head += names;
        due.tail = ',';
        due.tail += payload;
        due.tail += '}';
    }
    due.head += ",\"seq\":";
    m_due.push_back(std::move(due));
}

void TerraFleet::appendTimeOf(const User &user, std::string &out, Timestamp time)
{
    if (user.style < 2) {
        m_zulu.append(out, time);
        return;
    }
    m_naive.append(out, time + std::chrono::hours(1));
    out += "+01:00";
}

} // namespace watchglass::sim::terra
