#include "ui/models/device_filter_model.h"

#include "ui/models/device_tree_model.h"

#include <algorithm>

namespace watchglass::ui {

namespace {

/// The digits from `from` on, without leading zeros; `end` is set behind them.
QStringView number(QStringView text, qsizetype from, qsizetype &end)
{
    for (end = from; end < text.size() && text[end].isDigit(); ++end) {
    }
    while (from < end - 1 && text[from] == QLatin1Char('0'))
        ++from;
    return text.sliced(from, end - from);
}

} // namespace

bool naturallyLess(const QString &a, const QString &b)
{
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < a.size() && j < b.size()) {
        if (a[i].isDigit() && b[j].isDigit()) {
            const QStringView left = number(a, i, i);
            const QStringView right = number(b, j, j);
            if (left.size() != right.size())
                return left.size() < right.size();
            if (const int order = left.compare(right); order != 0)
                return order < 0;
            continue;
        }
        const QChar left = a[i++].toCaseFolded();
        const QChar right = b[j++].toCaseFolded();
        if (left != right)
            return left < right;
    }
    return a.size() - i < b.size() - j;
}

DeviceFilterModel::DeviceFilterModel(DeviceTreeModel &tree, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_tree(&tree)
{
    setSourceModel(&tree);
    setRecursiveFilteringEnabled(true);
    setDynamicSortFilter(true);
    sort(DeviceTreeModel::NameColumn);
}

void DeviceFilterModel::setSearch(const QString &text)
{
    const QStringList words = text.toLower().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (words == m_words)
        return;
    m_words = words;
    invalidateRowsFilter();
}

bool DeviceFilterModel::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (m_words.isEmpty())
        return true;
    const QString &text = m_tree->searchText(m_tree->index(row, 0, parent));
    return std::all_of(m_words.begin(), m_words.end(), [&text](const QString &word) { return text.contains(word); });
}

bool DeviceFilterModel::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    return naturallyLess(left.data().toString(), right.data().toString());
}

} // namespace watchglass::ui
