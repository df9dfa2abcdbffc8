#include "core/alarm/alarm_journal.h"

#include "core/alarm/alarm_points.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QJsonDocument>
#include <QSaveFile>

#include <algorithm>

namespace watchglass::alarm {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::alarm::AlarmJournal)
};

QByteArray lineOf(const AlarmEntry &entry)
{
    return QJsonDocument(entryToJson(entry)).toJson(QJsonDocument::Compact) + '\n';
}

bool isLasting(AlarmDeed deed)
{
    return deed == AlarmDeed::Shelved || deed == AlarmDeed::Suppressed || deed == AlarmDeed::OutOfService;
}

} // namespace

AlarmJournal::AlarmJournal(QString file, std::size_t keptEntries)
    : m_kept(std::max<std::size_t>(keptEntries, 1))
    , m_file(std::move(file))
{}

std::vector<AlarmEntry> AlarmJournal::open()
{
    if (m_file.fileName().isEmpty())
        return {};
    QDir().mkpath(QFileInfo(m_file).absolutePath());
    std::vector<AlarmEntry> all = read();
    if (all.size() > 2 * m_kept)
        all = writeAnew(all);
    for (const AlarmEntry &entry : all)
        keep(entry);
    m_isWriting = m_file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered);
    if (!m_isWriting)
        m_problems.append(
            Texts::tr("The history of alarms cannot be written to %1: %2. It lasts until the program ends.")
                .arg(m_file.fileName(), m_file.errorString()));
    return all;
}

std::vector<AlarmEntry> AlarmJournal::read()
{
    std::vector<AlarmEntry> all;
    if (!m_file.exists())
        return all;
    if (!m_file.open(QIODevice::ReadWrite)) {
        m_problems.append(
            Texts::tr("The history of alarms in %1 cannot be read: %2").arg(m_file.fileName(), m_file.errorString()));
        return all;
    }
    std::size_t broken = 0;
    qint64 whole = 0; // up to where lines end
    while (!m_file.atEnd()) {
        const QByteArray line = m_file.readLine();
        if (!line.endsWith('\n'))
            break;
        whole += line.size();
        if (const auto entry = entryFromJson(QJsonDocument::fromJson(line).object()))
            all.push_back(*entry);
        else
            ++broken;
    }
    if (m_file.size() > whole) {
        m_file.resize(whole);
        m_problems.append(Texts::tr("The last entry of the history of alarms was cut short, and is left out."));
    }
    if (broken > 0)
        m_problems.append(Texts::tr("%n entries of the history of alarms in %1 could not be read, and are left out.",
                                    nullptr, static_cast<int>(broken))
                              .arg(m_file.fileName()));
    m_file.close();
    return all;
}

std::vector<AlarmEntry> AlarmJournal::writeAnew(const std::vector<AlarmEntry> &all)
{
    const auto newest = static_cast<std::ptrdiff_t>(all.size() - m_kept);
    std::vector<AlarmEntry> remaining;
    QHash<QString, QHash<int, AlarmEntry>> lasting; // by point and deed, the last
    AlarmPoints points;
    for (auto entry = all.begin(); entry != all.begin() + newest; ++entry) {
        const QString point = points.of(entry->id, entry->content);
        if (isLasting(entry->deed)) {
            points.keep(entry->id, point);
            lasting[point].insert(static_cast<int>(entry->deed), *entry);
        } else if (entry->deed == AlarmDeed::Unshelved || entry->deed == AlarmDeed::ShelfEnded) {
            lasting[point].remove(static_cast<int>(AlarmDeed::Shelved));
        } else if (entry->deed == AlarmDeed::Unsuppressed) {
            lasting[point].remove(static_cast<int>(AlarmDeed::Suppressed));
        } else if (entry->deed == AlarmDeed::InService) {
            lasting[point].remove(static_cast<int>(AlarmDeed::OutOfService));
        }
    }
    for (const auto &deeds : qAsConst(lasting)) {
        for (const AlarmEntry &entry : deeds)
            remaining.push_back(entry);
    }
    std::stable_sort(remaining.begin(), remaining.end(),
                     [](const AlarmEntry &a, const AlarmEntry &b) { return a.at < b.at; });
    remaining.insert(remaining.end(), all.begin() + newest, all.end());

    const QString old = m_file.fileName() + QStringLiteral(".old");
    QFile::remove(old);
    QFile::copy(m_file.fileName(), old);
    QSaveFile anew(m_file.fileName());
    if (!anew.open(QIODevice::WriteOnly))
        return all;
    for (const AlarmEntry &entry : remaining)
        anew.write(lineOf(entry));
    return anew.commit() ? remaining : all;
}

void AlarmJournal::append(const std::vector<AlarmEntry> &entries)
{
    QByteArray lines;
    for (const AlarmEntry &entry : entries) {
        keep(entry);
        lines += lineOf(entry);
    }
    if (!m_isWriting || lines.isEmpty())
        return;
    if (m_file.write(lines) != lines.size()) {
        m_isWriting = false;
        m_problems.append(
            Texts::tr("The history of alarms can no longer be written to %1: %2. Free some space and start the "
                      "program again.")
                .arg(m_file.fileName(), m_file.errorString()));
    }
}

void AlarmJournal::keep(const AlarmEntry &entry)
{
    ++m_total;
    m_entries.push_back(entry);
    if (m_entries.size() > m_kept)
        m_entries.pop_front();
}

} // namespace watchglass::alarm
