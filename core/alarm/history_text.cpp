// Searching the history of alarms, and writing it as a table.
#include "core/alarm/alarm_journal.h"

#include <QCoreApplication>

namespace watchglass::alarm {

namespace {

QString isoTime(Timestamp time)
{
    return QString::fromStdString(formatIsoTimestamp(time, 3));
}

QString cell(QString text)
{
    if (!text.isEmpty() && QStringView(u"=+-@\t\r").contains(text[0]))
        text.prepend(QLatin1Char('\''));
    if (text.contains(QLatin1Char(',')) || text.contains(QLatin1Char('"')) || text.contains(QLatin1Char('\n'))
        || text.contains(QLatin1Char('\r')))
        return QLatin1Char('"') + text.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
    return text;
}

QString number(std::optional<double> value)
{
    return value ? QString::number(*value, 'g', 12) : QString();
}

} // namespace

bool matches(const AlarmEntry &entry, const HistoryFilter &filter)
{
    if (filter.deed && entry.deed != *filter.deed)
        return false;
    if (filter.leastPriority && entry.priority < *filter.leastPriority)
        return false;
    if (filter.range && !filter.range->contains(entry.at))
        return false;
    const AlarmContent &content = entry.content;
    for (const QString &word : filter.text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        bool isFound = false;
        for (const QString &text : {entry.id.source, content.series.device, content.series.attribute, content.title,
                                    content.cause, entry.who, entry.note, deedText(entry.deed)})
            isFound = isFound || text.contains(word, Qt::CaseInsensitive);
        if (!isFound)
            return false;
    }
    return true;
}

QString historyCsvHeader()
{
    return QStringLiteral(
        "time,event,priority,source,device,series,alarm,cause,value,limit,unit,raised,who,note,until");
}

QString historyCsvLine(const AlarmEntry &entry)
{
    const AlarmContent &content = entry.content;
    const QStringList cells{isoTime(entry.at),
                            cell(deedText(entry.deed)),
                            priorityName(entry.priority),
                            cell(entry.id.source),
                            cell(content.series.device),
                            cell(content.series.attribute.isEmpty() ? QString() : content.series.attributePath()),
                            cell(content.title),
                            cell(content.cause),
                            number(content.value),
                            number(content.limit),
                            cell(content.unit),
                            isoTime(entry.raisedAt),
                            cell(entry.who),
                            cell(entry.note),
                            entry.until ? isoTime(*entry.until) : QString()};
    return cells.join(QLatin1Char(','));
}

} // namespace watchglass::alarm
