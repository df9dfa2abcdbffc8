#pragma once

#include "core/alarm/alarm_rule.h"

#include <QStringList>

#include <vector>

namespace watchglass::alarm {

/// The operators' rules and their file: JSON, written whole and atomically. A file that cannot be read is kept aside
/// under another name, and one bad rule costs only itself; what happened is in problems().
/// Thread: one (the GUI's).
class RuleBook
{
public:
    /// `file` need not be there yet; an empty name keeps the rules in memory only.
    explicit RuleBook(QString file);

    /// Takes what the file says. Call once.
    void load();
    const std::vector<AlarmRule> &rules() const { return m_rules; }
    /// As its file has them.
    QByteArray text() const;
    const AlarmRule *find(const QString &id) const;
    /// Adds the rule, or replaces the one with its id; a rule without id gets one. Gives the id.
    QString put(AlarmRule rule);
    /// Puts the rule before the one that stands at `position`.
    QString insert(std::size_t position, AlarmRule rule);
    void remove(const QString &id);
    std::optional<std::size_t> position(const QString &id) const;

    /// Grows with every change.
    std::uint64_t revision() const { return m_revision; }
    /// For people: what could not be read or written.
    const QStringList &problems() const { return m_problems; }

private:
    void take(const QByteArray &text);
    void keepAside(const QString &why);
    void changed();

    const QString m_file;
    std::vector<AlarmRule> m_rules;
    QStringList m_problems;
    std::uint64_t m_revision = 0;
};

} // namespace watchglass::alarm
