#include "app/simulator/connection_report.h"

#include "app/simulator/signal.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace watchglass::sim {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("watchglass::sim", text);
}

QJsonArray changeList(const std::vector<AskedChange> &changes)
{
    QJsonArray all;
    for (const AskedChange &change : changes) {
        all.append(QJsonObject{{QStringLiteral("seconds"), inSeconds(change.at)},
                               {QStringLiteral("asked"), change.asked},
                               {QStringLiteral("bytes_per_second_before"), change.bytesPerSecondBefore},
                               {QStringLiteral("bytes_per_second_after"),
                                change.bytesPerSecondAfter ? QJsonValue(*change.bytesPerSecondAfter) : QJsonValue()}});
    }
    return all;
}

QJsonObject reportObject(const ConnectionReport &report)
{
    return {{QStringLiteral("number"), static_cast<qint64>(report.number)},
            {QStringLiteral("service"), report.service},
            {QStringLiteral("path"), report.path},
            {QStringLiteral("asked"), report.asked},
            {QStringLiteral("since"), QString::fromStdString(formatIsoTimestamp(report.since, 3))},
            {QStringLiteral("seconds"), inSeconds(report.length)},
            {QStringLiteral("is_session"), report.isSession},
            {QStringLiteral("messages"), static_cast<qint64>(report.messages)},
            {QStringLiteral("answers"), static_cast<qint64>(report.answers)},
            {QStringLiteral("samples"), static_cast<qint64>(report.samples)},
            {QStringLiteral("bytes"), static_cast<qint64>(report.bytes)},
            {QStringLiteral("bytes_per_second"), report.bytesPerSecond},
            {QStringLiteral("changes"), changeList(report.changes)}};
}

} // namespace

QByteArray reportPage(const std::vector<ConnectionReport> &reports)
{
    QJsonArray all;
    for (const ConnectionReport &report : reports)
        all.append(reportObject(report));
    return QJsonDocument(all).toJson(QJsonDocument::Indented);
}

QString reportLine(const ConnectionReport &report)
{
    const double seconds = inSeconds(report.length);
    const double mean = seconds > 0.0 ? static_cast<double>(report.bytes) / seconds : 0.0;
    QString line = translated("connection %1 ended: %2 %3, %4 s, %5 messages, %6 answers, %7 samples, %8 bytes, %9 B/s")
                       .arg(report.number)
                       .arg(report.service, report.path, QString::number(seconds, 'f', 1))
                       .arg(report.messages)
                       .arg(report.answers)
                       .arg(report.samples)
                       .arg(report.bytes)
                       .arg(mean, 0, 'f', 0);
    if (!report.asked.isEmpty())
        line += translated("; asked for %1").arg(report.asked);
    if (report.changes.size() > 1)
        line += translated("; after %1 changes of that").arg(report.changes.size());
    return line;
}

} // namespace watchglass::sim
