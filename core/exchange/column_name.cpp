#include "core/exchange/column_name.h"

#include "core/format/value_format.h"

#include <QRegularExpression>
#include <QSet>

namespace watchglass::exchange {

namespace {

/// In lower case.
const QSet<QString> &units()
{
    static const QSet<QString> known = [] {
        QSet<QString> out;
        for (const char *unit :
             {"mv",     "uv",    "v",         "g",       "mg",      "s",     "sec",     "ms",          "us",
              "ns",     "min",   "h",         "hz",      "khz",     "bpm",   "brpm",    "pct",         "%",
              "hpa",    "kpa",   "pa",        "psi",     "bar",     "mbar",  "mmhg",    "degc",        "c",
              "k",      "f",     "ppm",       "ppb",     "lux",     "lx",    "ut",      "mt",          "nu",
              "dps",    "deg/s", "m/s",       "rad/s",   "m/s2",    "m/s^2", "km/h",    "kmh",         "mph",
              "kn",     "rpm",   "deg",       "rad",     "m",       "cm",    "mm",      "km",          "ft",
              "a",      "ma",    "w",         "kw",      "wh",      "mah",   "db",      "dbm",         "n",
              "nm",     "l/min", "mg/m3",     "kg",      "ml",      "kcal",  "g/dl",    "pm",          "meter",
              "rad/s2", "mg/dl", "steps/min", "celsius", "percent", "volts", "seconds", "milliseconds"})
            out.insert(QLatin1String(unit));
        for (const char16_t *unit : {u"°c", u"°f", u"°", u"µv", u"µt", u"µs", u"m/s²", u"µg/m³", u"mg/m³", u"°/s"})
            out.insert(QString::fromUtf16(unit));
        return out;
    }();
    return known;
}

QString written(const QString &unit)
{
    if (unit == QLatin1String("C"))
        return QStringLiteral("°C");
    if (unit == QLatin1String("F"))
        return QStringLiteral("°F");
    if (unit == QLatin1String("pm"))
        return QStringLiteral("/min");
    return format::canonicalUnit(unit);
}

} // namespace

bool isUnit(const QString &text)
{
    return units().contains(text.toLower());
}

ColumnName columnName(const QString &header)
{
    static const QRegularExpression square(QStringLiteral("^(.*?)\\s*\\[([^\\[\\]]*[^\\[\\]0-9][^\\[\\]]*)\\](.*)$"));
    static const QRegularExpression roundBrackets(QStringLiteral("^(.*)\\(([^()]+)\\)(.*)$"));
    static const QRegularExpression suffix(QStringLiteral("^(.+)_([A-Za-z%]+)$"));
    QString name = header.trimmed();
    while (name.startsWith(QLatin1Char('%')) || name.startsWith(QLatin1Char('#')))
        name = name.mid(1).trimmed();
    if (const auto match = square.match(name); match.hasMatch()) {
        const QString rest = (match.captured(1) + match.captured(3)).trimmed();
        if (!rest.isEmpty())
            return {rest, written(match.captured(2).trimmed()), match.captured(2).trimmed()};
    }
    if (const auto match = roundBrackets.match(name); match.hasMatch() && isUnit(match.captured(2).trimmed())) {
        const QString rest = (match.captured(1).trimmed() + match.captured(3)).trimmed();
        if (!rest.isEmpty())
            return {rest, written(match.captured(2).trimmed()), match.captured(2).trimmed()};
    }
    if (const auto match = suffix.match(name); match.hasMatch()) {
        // A single letter is rather an axis or an index than a unit.
        const QString unit = match.captured(2);
        const bool isPlain =
            unit.size() > 1 || unit == QLatin1String("g") || unit == QLatin1String("V") || unit == QLatin1String("s");
        if (isPlain && isUnit(unit))
            return {match.captured(1), written(unit), unit};
    }
    return {name, {}, {}};
}

} // namespace watchglass::exchange
