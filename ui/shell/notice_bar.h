#pragma once

#include <QFrame>
#include <QStringList>

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
    /// The newest first.
    QStringList texts() const;
    /// Puts the one that is shown away.
    void dismiss();

private:
    struct Notice
    {
        QString text;
        int count = 1;
    };
    void show();

    QList<Notice> m_notices; ///< The newest first.
    QLabel *m_text;
    QLabel *m_more;
    QToolButton *m_close;
};

} // namespace watchglass::ui
