#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace watchglass::ui {

/// What there is to do when nothing is watched yet: try the demo fleet, add a source, or open a recording.
class WelcomePage : public QWidget
{
    Q_OBJECT

public:
    explicit WelcomePage(QWidget *parent = nullptr);

    /// The demo runs once at most, so it is not offered again.
    void setDemoOffered(bool offered);
    void focusFirst();
    QSize sizeHint() const override;

Q_SIGNALS:
    void demoRequested();
    void sourceRequested();
    void recordingRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *demoCard();
    QWidget *sourceCard();
    QWidget *recordingCard();
    void dress();

    QLabel *m_logo;
    QPushButton *m_demo;
    QPushButton *m_source;
    QPushButton *m_recording;
    QWidget *m_demoCard;
};

} // namespace watchglass::ui
