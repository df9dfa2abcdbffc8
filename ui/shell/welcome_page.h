#pragma once

#include "core/protocol/source_client.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace watchglass::ui {

class SourceForm;

/// What there is to do when nothing is watched yet: try the demo fleet or add a source.
class WelcomePage : public QWidget
{
    Q_OBJECT

public:
    explicit WelcomePage(QWidget *parent = nullptr);

    /// The demo runs once at most, so it is not offered again.
    void setDemoOffered(bool offered);
    /// There is a desk to go back to.
    void setReturnOffered(bool offered);
    void focusAddress();
    QSize sizeHint() const override;

Q_SIGNALS:
    void demoRequested();
    void returnRequested();
    void sourceRequested(const watchglass::protocol::SourceAddress &address);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *demoCard();
    QWidget *sourceCard();
    void dress();

    QLabel *m_logo;
    QPushButton *m_demo;
    QPushButton *m_return;
    QWidget *m_demoCard;
    SourceForm *m_form;
};

} // namespace watchglass::ui
