#pragma once

#include "core/base/timestamp.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace watchglass::ui {

/// A session from its first to its last moment as one line: where alarms were raised, where something was marked or is
/// missing, the loop, and the playhead, which follows mouse and keyboard.
/// Thread: GUI.
class ReplayStrip : public QWidget
{
    Q_OBJECT

public:
    explicit ReplayStrip(QWidget *parent = nullptr);

    /// What somebody wrote at an instant or a span.
    struct Remark
    {
        Timestamp at;
        std::optional<Timestamp> to;
        QString text;
    };
    struct Marks
    {
        std::vector<Timestamp> alarms;
        std::vector<Remark> remarks; ///< By time.
        std::vector<Timestamp> gaps;
    };
    void setExtent(TimeRange extent);
    void setMarks(Marks marks);
    void setLoop(const std::optional<TimeRange> &loop);
    void setPosition(Timestamp position);
    const Marks &marks() const { return m_marks; }

    Timestamp position() const { return m_position; }
    QSize sizeHint() const override;

Q_SIGNALS:
    void sought(watchglass::Timestamp position);
    /// By so much, to later when positive.
    void stepped(watchglass::Duration by);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    double xOf(Timestamp time) const;
    Timestamp timeAt(double x) const;
    void drawRemarks(QPainter &painter, double top, double bottom) const;
    QString toolTipAt(double x) const;

    TimeRange m_extent;
    Marks m_marks;
    std::optional<TimeRange> m_loop;
    Timestamp m_position;
};

} // namespace watchglass::ui
