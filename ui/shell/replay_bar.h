#pragma once

#include "core/base/timestamp.h"
#include "ui/shell/replay_strip.h"

#include <QFrame>

class QComboBox;
class QLabel;
class QToolButton;

namespace watchglass::ui {

/// What stands below the desk while a recording is open: that this is a replay and of what, the way through it, and the
/// way back to what is live. Knows nothing of files: it shows what it is told and says what the operator wants.
/// Thread: GUI.
class ReplayBar : public QFrame
{
    Q_OBJECT

public:
    explicit ReplayBar(QWidget *parent = nullptr);

    struct State
    {
        QString name; ///< Of the session, or how many there are.
        TimeRange extent;
        Timestamp position;
        double speed = 1.0;
        bool isPlaying = false;
        bool isLooping = false;
    };
    void setState(const State &state);
    ReplayStrip &strip() { return *m_strip; }
    /// The speeds to choose from.
    void setSpeeds(const std::vector<double> &speeds);

Q_SIGNALS:
    void playToggled();
    void speedChosen(double speed);
    /// To the next (1) or previous (-1) received frame.
    void frameStepped(int direction);
    void loopToggled();
    void closeRequested();
    /// What is open, and how it lies beside each other, is wanted in detail.
    void sessionsRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void dress();
    void showPlay();

    QLabel *m_badge;
    QToolButton *m_name;
    QToolButton *m_frameBack;
    QToolButton *m_play;
    QToolButton *m_frameForward;
    ReplayStrip *m_strip;
    QLabel *m_time;
    QComboBox *m_speed;
    QToolButton *m_loop;
    QToolButton *m_close;
    bool m_isPlaying = false;
};

/// "0.1×", "1×", "100×".
QString speedText(double speed);

} // namespace watchglass::ui
