#pragma once

#include "ui/models/comparison_model.h"

#include <QSortFilterProxyModel>

namespace watchglass::ui {

/// Rows of a comparison whose series or finding has a text in it, and if wanted, those alone that differ.
/// Requires: a ComparisonModel behind it. Thread: GUI.
class ComparisonFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit ComparisonFilter(QObject *parent = nullptr)
        : QSortFilterProxyModel(parent)
    {
        setSortRole(ComparisonModel::SortRole);
        setSortCaseSensitivity(Qt::CaseInsensitive);
    }

    void setText(const QString &text)
    {
        m_text = text.trimmed();
        invalidateFilter();
    }
    void setDifferingOnly(bool isOn)
    {
        m_isDifferingOnly = isOn;
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &) const override
    {
        const auto &model = *static_cast<const ComparisonModel *>(sourceModel());
        if (m_isDifferingOnly && !model.isDifferent(row))
            return false;
        const auto has = [&](int column) {
            return model.index(row, column).data().toString().contains(m_text, Qt::CaseInsensitive);
        };
        return m_text.isEmpty() || has(ComparisonModel::NameColumn) || has(ComparisonModel::FindingColumn);
    }

private:
    QString m_text;
    bool m_isDifferingOnly = true;
};

} // namespace watchglass::ui
