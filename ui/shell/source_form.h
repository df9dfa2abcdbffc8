#pragma once

#include "core/protocol/source_client.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace watchglass::ui {

/// Address and, for this session only, token of a source. Says while one types what is wrong with the address; the
/// token is never shown, stored or logged.
class SourceForm : public QWidget
{
    Q_OBJECT

public:
    explicit SourceForm(QWidget *parent = nullptr);

    void focusAddress();
    void clear();

Q_SIGNALS:
    void submitted(const watchglass::protocol::SourceAddress &address);

private:
    void validate();
    void submit();

    QLineEdit *m_address;
    QLineEdit *m_token;
    QLabel *m_note;
    QPushButton *m_connect;
};

} // namespace watchglass::ui
