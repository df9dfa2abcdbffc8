#include "app/cli/replay.h"

#include "app/cli/event_json.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <chrono>
#include <thread>

namespace watchglass::cli {

namespace {

using SteadyClock = std::chrono::steady_clock;
using namespace std::chrono_literals;

/// The longest wait without a look at whether to go on.
constexpr auto longestWait = 5ms;

QString tr(const char *text)
{
    return QCoreApplication::translate("Replay", text);
}

QString isoText(Timestamp time)
{
    return QString::fromStdString(formatIsoTimestamp(time));
}

Result<std::vector<alarm::AlarmRule>> rulesOf(const QByteArray &text)
{
    QJsonParseError error{};
    const QJsonObject object = QJsonDocument::fromJson(text, &error).object();
    if (error.error != QJsonParseError::NoError || !object.value(QLatin1String("rules")).isArray())
        return Error{ErrorCode::Malformed, tr("The alarm rules are no JSON object with a list \"rules\".")};
    std::vector<alarm::AlarmRule> rules;
    const QJsonArray list = object.value(QLatin1String("rules")).toArray();
    for (const QJsonValue &value : list) {
        auto rule = alarm::ruleFromJson(value.toObject());
        if (!rule)
            return rule.error();
        rules.push_back(rule.value());
    }
    return rules;
}

QJsonObject verdictJson(const alarm::AlarmRule &rule, const alarm::RuleVerdict &verdict)
{
    QJsonObject json{{QStringLiteral("event"), QStringLiteral("rule")},
                     {QStringLiteral("source"), rule.series.source},
                     {QStringLiteral("rule"), rule.id},
                     {QStringLiteral("title"), alarm::ruleTitle(rule)},
                     {QStringLiteral("series"), rule.series.toString()},
                     {QStringLiteral("raised"), verdict.change.isRaised},
                     {QStringLiteral("time"), isoText(verdict.change.at)}};
    if (verdict.change.value)
        json.insert(QStringLiteral("value"), *verdict.change.value);
    if (!verdict.isValid)
        json.insert(QStringLiteral("valid"), false);
    return json;
}

} // namespace

Replay::Replay(const ReplayOptions &options, JsonLines &out)
    : m_options(options)
    , m_out(out)
{}

Replay::~Replay() = default;

Result<void> Replay::open()
{
    auto file = recording::SessionFile::open(m_options.file);
    if (!file)
        return file.error();
    m_file = std::move(file.value());
    m_start = m_file->arrivals().from;
    if (const auto armed = armRules(); !armed)
        return armed.error();
    auto session =
        replay::SessionReplay::make(*m_file, [this](const recording::SessionSource &source) -> protocol::SourceSink * {
            if (!m_options.sources.isEmpty() && !m_options.sources.contains(source.name))
                return nullptr;
            const auto made = m_sinks.emplace(
                source.name, std::make_unique<ingest::SourceIngest>(
                                 m_store, ingest::SourceIngest::Options{.sourceId = source.name, .listener = this}));
            return made.first->second.get();
        });
    if (!session)
        return session.error();
    if (m_sinks.empty())
        return Error{ErrorCode::Missing, tr("The session holds none of the sources that were asked for.")};
    m_session = std::move(session.value());
    return {};
}

Result<void> Replay::armRules()
{
    QByteArray text = m_file->meta().alarmRules;
    if (!m_options.rules.isEmpty()) {
        QFile file(m_options.rules);
        if (!file.open(QIODevice::ReadOnly))
            return Error{ErrorCode::File, tr("%1 cannot be read: %2.").arg(m_options.rules, file.errorString())};
        text = file.readAll();
    }
    if (text.isEmpty())
        return {};
    const auto rules = rulesOf(text);
    if (!rules)
        return rules.error();
    m_rules.setRules(rules.value());
    for (const alarm::AlarmRule &rule : rules.value())
        m_armed.insert(rule.id, rule);
    return {};
}

ExitCode Replay::run(const std::function<bool()> &isWanted)
{
    if (const auto opened = open(); !opened) {
        m_problem = opened.error().text;
        return ExitCode::BadInput;
    }
    const auto began = SteadyClock::now();
    ExitCode code = ExitCode::Done;
    while (isWanted()) {
        const auto next = m_session->next();
        if (!next) {
            m_problem = next.error().text;
            code = ExitCode::Finding;
            continue;
        }
        if (!next.value())
            break;
        const Timestamp at = *next.value();
        judge(at);
        if (m_options.speed) {
            const auto due =
                began
                + std::chrono::duration_cast<SteadyClock::duration>(std::chrono::duration<double, std::nano>(
                    static_cast<double>((at - m_start).count()) / *m_options.speed));
            for (auto now = SteadyClock::now(); now < due && isWanted(); now = SteadyClock::now()) {
                m_out.flush();
                std::this_thread::sleep_until(std::min(due, now + longestWait));
            }
        }
        m_session->play();
        print(at);
    }
    for (const auto &[name, sink] : m_sinks)
        m_out.write(countersJson(name, sink->counters()));
    m_out.flush();
    return code;
}

void Replay::judge(Timestamp upTo)
{
    if (m_armed.isEmpty())
        return;
    if (!m_judgedAt)
        m_judgedAt = m_start;
    while (*m_judgedAt + ruleInterval <= upTo) {
        m_judgedAt = *m_judgedAt + ruleInterval;
        for (const alarm::RuleVerdict &verdict : m_rules.poll(*m_judgedAt, *m_judgedAt - m_start))
            m_out.write(verdictJson(m_armed.value(verdict.rule), verdict));
    }
}

void Replay::print(Timestamp at)
{
    for (const auto &[name, sink] : m_sinks) {
        for (const ingest::SourceEvent &event : sink->drainEvents())
            m_out.write(eventJson(name, event, at));
    }
}

void Replay::onSample(const SeriesInfo &series, Sample sample, store::Append result)
{
    if (result != store::Append::Duplicate && m_options.printsSamples)
        m_out.writeSample(series, sample);
}

} // namespace watchglass::cli
