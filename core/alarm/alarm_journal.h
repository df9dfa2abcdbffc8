#pragma once

#include "core/alarm/alarm_entry.h"

#include <QFile>
#include <QStringList>

#include <deque>
#include <vector>

namespace watchglass::alarm {

/// The history of alarms and its file: a line of JSON for each entry, only ever appended to and handed to the system
/// with each append(), so that what was appended survives a kill. A torn last line is cut off, a broken one inside is
/// passed over; both are said in problems().
///
/// In memory the newest `kept` entries. A file of more than twice as many is written anew when it is opened, with
/// these and with older ones that still say how something stands (shelves, withdrawals); the whole stays beside it as
/// ".old".
/// Thread: one (the GUI's).
class AlarmJournal
{
public:
    static constexpr std::size_t kept = 50'000;

    /// An empty `file` keeps the history in memory only.
    explicit AlarmJournal(QString file, std::size_t keptEntries = kept);

    /// Reads the file and opens it for appending. Gives what an AlarmRegister needs to restore, oldest first. Call
    /// once.
    std::vector<AlarmEntry> open();
    void append(const std::vector<AlarmEntry> &entries);

    /// Oldest first.
    const std::deque<AlarmEntry> &entries() const { return m_entries; }
    /// How many entries were ever appended or read: cheap to poll.
    std::uint64_t total() const { return m_total; }
    /// For people: what could not be read or written.
    const QStringList &problems() const { return m_problems; }

private:
    std::vector<AlarmEntry> read();
    std::vector<AlarmEntry> writeAnew(const std::vector<AlarmEntry> &all);
    void keep(const AlarmEntry &entry);

    const std::size_t m_kept;
    QFile m_file;
    std::deque<AlarmEntry> m_entries;
    QStringList m_problems;
    std::uint64_t m_total = 0;
    bool m_isWriting = false;
};

/// Which entries a search finds; empty parts find all.
struct HistoryFilter
{
    QString text; ///< Each of its words somewhere in the entry, whatever the case.
    std::optional<AlarmDeed> deed;
    std::optional<AlarmPriority> leastPriority;
    std::optional<TimeRange> range;
};
bool matches(const AlarmEntry &entry, const HistoryFilter &filter);

/// A table for spreadsheets: one line a call, without its line end. Text that a spreadsheet would take for a formula
/// gets an apostrophe before it.
QString historyCsvHeader();
QString historyCsvLine(const AlarmEntry &entry);

} // namespace watchglass::alarm
