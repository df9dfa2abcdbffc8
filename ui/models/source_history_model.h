#pragma once

#include "core/ingest/source_history.h"

#include <QAbstractTableModel>
#include <QTimeZone>

namespace watchglass::ui {

/// How a source fared, the newest first: since when, in what state, for how long, and why.
/// Thread: GUI.
class SourceHistoryModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { SinceColumn, StateColumn, LengthColumn, TextColumn, ColumnCount };
    enum Role { MarkRole = Qt::UserRole, FaintRole };

    explicit SourceHistoryModel(QTimeZone zone, QObject *parent = nullptr);

    /// Null for none.
    void update(const ingest::SourceHistory *history, Timestamp now);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString cell(const ingest::SourceSpell &spell, Timestamp end, int column) const;

    const QTimeZone m_zone;
    std::vector<ingest::SourceSpell> m_spells; ///< Newest first.
    std::uint64_t m_revision = 0;
    Timestamp m_now;
};

} // namespace watchglass::ui
