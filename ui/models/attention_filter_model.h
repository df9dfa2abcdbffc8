#pragma once

#include <QElapsedTimer>
#include <QSortFilterProxyModel>
#include <QStringList>

namespace watchglass::ui {

class AttentionTableModel;

/// The attention table as searched and sorted. Figures change all the time: it follows them in refresh() alone, and
/// sorts anew at most for one part in sortShare of the time, so that rows do not run from under the pointer and tens of
/// thousands of them cost nothing to speak of.
/// Thread: GUI.
class AttentionFilterModel : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    static constexpr int sortShare = 50;

    explicit AttentionFilterModel(AttentionTableModel &model, QObject *parent = nullptr);

    /// Words, separated by blanks, in any order and case. Empty shows everything.
    void setSearch(const QString &text);
    void setOnlyShown(bool only);
    bool isFiltering() const { return !m_words.isEmpty() || m_isOnlyShown; }
    /// Brings rows and their order up to date with the figures.
    void refresh();

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    AttentionTableModel &m_model;
    QStringList m_words;
    bool m_isOnlyShown = false;
    std::uint64_t m_shownRevision = 0;
    QElapsedTimer m_clock;
    qint64 m_nextSortMs = 0;
};

} // namespace watchglass::ui
