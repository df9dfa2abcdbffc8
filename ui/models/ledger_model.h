#pragma once

#include "core/attention/attention_ledger.h"

#include <QAbstractTableModel>
#include <QTimeZone>

#include <deque>
#include <functional>

namespace watchglass::ui {

/// The newest transitions of an AttentionLedger as rows, the newest first, brought up to date by sync(). What was
/// forgotten here may still be in the ledger.
/// Thread: GUI.
class LedgerModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { TimeColumn, DeviceColumn, SeriesColumn, ChangeColumn, WhyColumn, ColumnCount };
    enum Role {
        MarkRole = Qt::UserRole, ///< None of its rows has one; for MarkDelegate.
        FaintRole,               ///< bool: fell to None.
    };
    /// What people call the device of a series; empty for no name but its id.
    using DeviceNames = std::function<QString(const SeriesKey &)>;

    explicit LedgerModel(QTimeZone zone, std::size_t capacity = 2'000, QObject *parent = nullptr);

    void setDeviceNames(DeviceNames names) { m_names = std::move(names); }
    /// Takes over what was added to the ledger since the last call. False when nothing was.
    bool sync(const attention::AttentionLedger &ledger);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const attention::Transition &transition, int column) const;

    const QTimeZone m_zone;
    const std::size_t m_capacity;
    DeviceNames m_names;
    std::deque<attention::Transition> m_rows; ///< Newest first.
    std::uint64_t m_revision = 0;
};

} // namespace watchglass::ui
