#include "ui/dialogs/import_memory.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>

#include <algorithm>

namespace watchglass::ui {

using exchange::ColumnUse;
using exchange::CsvOptions;

namespace {

/// Newest last.
const QString orderKey = QStringLiteral("import/tables");

QString keyOf(const exchange::CsvPlan &plan)
{
    QStringList names;
    for (const exchange::ColumnPlan &column : plan.columns)
        names << column.name << column.unit;
    const QByteArray text = names.join(QLatin1Char('\n')).toUtf8();
    return QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex().left(16));
}

QString entryOf(const QString &key)
{
    return QStringLiteral("import/table-%1").arg(key);
}

/// Numbers of 64 bits stand as texts, as JSON's own would lose digits.
QJsonObject toJson(const CsvOptions &options)
{
    QJsonObject json;
    const auto put = [&json](const char *name, const QJsonValue &value) { json.insert(QLatin1String(name), value); };
    if (!options.source.isEmpty())
        put("source", options.source);
    if (options.delimiter)
        put("delimiter", static_cast<int>(*options.delimiter));
    if (options.isDecimalComma)
        put("decimalComma", *options.isDecimalComma);
    if (options.headerLine)
        put("header", static_cast<qint64>(*options.headerLine));
    if (!options.timeColumn.isEmpty())
        put("time", options.timeColumn);
    if (!options.clockColumn.isEmpty())
        put("clock", options.clockColumn);
    if (options.nsPerUnit)
        put("unit", QString::number(*options.nsPerUnit));
    if (options.start)
        put("start", QString::number(options.start->ns()));
    if (options.rateHz)
        put("rate", *options.rateHz);
    if (options.isRunningSum)
        put("intervals", true);
    if (options.isDayFirst)
        put("dayFirst", *options.isDayFirst);
    if (options.year)
        put("year", *options.year);
    if (options.zone)
        put("zone", QString::fromLatin1(options.zone->id()));
    if (!options.missing.isEmpty())
        put("missing", QJsonArray::fromStringList(options.missing));
    QJsonObject uses;
    for (const exchange::ColumnChoice &choice : options.uses)
        uses.insert(choice.column, static_cast<int>(choice.use));
    if (!uses.isEmpty())
        put("uses", uses);
    return json;
}

CsvOptions fromJson(const QJsonObject &json)
{
    CsvOptions options;
    const auto has = [&json](const char *name) { return json.contains(QLatin1String(name)); };
    const auto value = [&json](const char *name) { return json.value(QLatin1String(name)); };
    options.source = value("source").toString();
    if (has("delimiter"))
        options.delimiter = static_cast<char>(value("delimiter").toInt());
    if (has("decimalComma"))
        options.isDecimalComma = value("decimalComma").toBool();
    if (has("header"))
        options.headerLine = std::max<qint64>(0, value("header").toInteger());
    options.timeColumn = value("time").toString();
    options.clockColumn = value("clock").toString();
    if (const qint64 unit = value("unit").toString().toLongLong(); unit > 0)
        options.nsPerUnit = unit;
    if (has("start"))
        options.start = Timestamp::fromNs(value("start").toString().toLongLong());
    if (const double rate = value("rate").toDouble(); rate > 0.0)
        options.rateHz = rate;
    options.isRunningSum = value("intervals").toBool();
    if (has("dayFirst"))
        options.isDayFirst = value("dayFirst").toBool();
    if (has("year"))
        options.year = value("year").toInt();
    if (const QTimeZone zone(value("zone").toString().toLatin1()); zone.isValid())
        options.zone = zone;
    for (const QJsonValue &text : value("missing").toArray())
        options.missing << text.toString();
    const QJsonObject uses = value("uses").toObject();
    for (auto use = uses.begin(); use != uses.end(); ++use) {
        if (use->toInt(-1) >= 0 && use->toInt() <= static_cast<int>(ColumnUse::Source))
            options.uses.push_back({use.key(), static_cast<ColumnUse>(use->toInt())});
    }
    return options;
}

} // namespace

ImportMemory::ImportMemory(QSettings &settings, const exchange::CsvPlan &plan)
    : m_settings(settings)
    , m_key(keyOf(plan))
{}

std::optional<CsvOptions> ImportMemory::recall() const
{
    const QByteArray text = m_settings.value(entryOf(m_key)).toString().toUtf8();
    const QJsonDocument document = QJsonDocument::fromJson(text);
    return document.isObject() ? std::optional(fromJson(document.object())) : std::nullopt;
}

void ImportMemory::keep(const CsvOptions &options)
{
    QStringList order = m_settings.value(orderKey).toStringList();
    order.removeAll(m_key);
    const QJsonObject json = toJson(options);
    if (json.isEmpty()) {
        m_settings.remove(entryOf(m_key));
    } else {
        m_settings.setValue(entryOf(m_key), QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact)));
        order << m_key;
    }
    while (order.size() > mostTables)
        m_settings.remove(entryOf(order.takeFirst()));
    m_settings.setValue(orderKey, order);
}

} // namespace watchglass::ui
