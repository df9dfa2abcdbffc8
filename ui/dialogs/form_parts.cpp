#include "ui/dialogs/form_parts.h"

#include "ui/theme/theme.h"

#include <QFormLayout>
#include <QLineEdit>

namespace watchglass::ui {

namespace {

constexpr int labelPx = 128;

} // namespace

QLabel *smallText(const QString &text)
{
    auto *label = new QLabel(text);
    label->setProperty("role", QStringLiteral("small"));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

QFormLayout *formLayout()
{
    auto *form = new QFormLayout;
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(3 * metrics::step);
    form->setVerticalSpacing(2 * metrics::step);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setLabelAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return form;
}

void addField(QFormLayout *form, int row, const QString &label, QWidget *field)
{
    auto *name = new QLabel(label);
    name->setMinimumWidth(labelPx);
    name->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    name->setBuddy(field);
    form->insertRow(row, name, field);
}

void addField(QFormLayout *form, const QString &label, QWidget *field)
{
    addField(form, form->rowCount(), label, field);
}

QLineEdit *secretLine(const QString &accessibleName)
{
    auto *line = new QLineEdit;
    line->setEchoMode(QLineEdit::Password);
    line->setAccessibleName(accessibleName);
    line->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText
                              | Qt::ImhNoAutoUppercase);
    return line;
}

} // namespace watchglass::ui
