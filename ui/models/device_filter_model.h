#pragma once

#include <QSortFilterProxyModel>
#include <QStringList>

namespace watchglass::ui {

class DeviceTreeModel;

/// Whether `a` stands before `b` where people sort: case does not count, and numbers inside count by their value.
bool naturallyLess(const QString &a, const QString &b);

/// The device tree as searched for: a row stays when every word of the search is found in its name, id, type,
/// location, attribute or in what stands above it; so do its parents. Sorted by name, numbers by value.
/// Thread: GUI. Requires: the tree outlives it.
class DeviceFilterModel : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit DeviceFilterModel(DeviceTreeModel &tree, QObject *parent = nullptr);

    /// Words, separated by blanks, in any order and case. Empty shows everything.
    void setSearch(const QString &text);
    bool isSearching() const { return !m_words.isEmpty(); }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    const DeviceTreeModel *m_tree; ///< Asked directly: each letter of a search asks for every row's text.
    QStringList m_words;
};

} // namespace watchglass::ui
