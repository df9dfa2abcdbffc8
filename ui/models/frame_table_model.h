#pragma once

#include "core/recording/frame_log.h"

#include <QAbstractTableModel>
#include <QTimeZone>

#include <deque>

namespace watchglass::ui {

/// Frames as a table, the newest last; the oldest go when there are more than a log holds.
/// Thread: GUI.
class FrameTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Source, What, Bytes, Text, ColumnCount };

    explicit FrameTableModel(QTimeZone zone, QObject *parent = nullptr);

    void add(std::vector<recording::LoggedFrame> frames);
    void clear();
    const recording::LoggedFrame &frameAt(int row) const { return m_frames[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const QTimeZone m_zone;
    std::deque<recording::LoggedFrame> m_frames;
};

/// "← text", "→ request": an arrow for the way it went, and what it is.
QString frameWord(link::FrameKind kind);

} // namespace watchglass::ui
