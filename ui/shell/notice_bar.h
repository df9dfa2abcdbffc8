#pragma once

#include <QFrame>
#include <QStringList>

#include <functional>

class QLabel;
class QToolButton;

namespace watchglass::ui {

/// A line that says what went wrong and what to do, above everything else until it is put away; there while there is
/// something to say. It asks nothing and stops nothing. The newest stands first; what is said again is counted.
/// Thread: GUI.
class NoticeBar : public QFrame
{
    Q_OBJECT

public:
    explicit NoticeBar(QWidget *parent = nullptr);

    void say(const QString &text);
    /// Says something with a button beside it, which is called `label` and does `run`.
    void offer(const QString &text, const QString &label, std::function<void()> run);
    /// The newest first.
    QStringList texts() const;
    /// Puts the one that is shown away.
    void dismiss();

private:
    struct Notice
    {
        QString text;
        QString label = {}; ///< Of the button; empty: there is none.
        std::function<void()> run = {};
        int count = 1;
    };
    void show();
    void runOffer();

    QList<Notice> m_notices; ///< The newest first.
    QLabel *m_text;
    QToolButton *m_offer;
    QLabel *m_more;
    QToolButton *m_close;
};

} // namespace watchglass::ui
