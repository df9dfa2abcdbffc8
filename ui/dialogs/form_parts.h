#pragma once

#include <QLabel>
#include <QString>

class QFormLayout;
class QLineEdit;
class QWidget;

namespace watchglass::ui {

/// Small muted words below a field, which wrap. Plain text, whatever is in it.
QLabel *smallText(const QString &text = {});
/// A form with the labels beside the fields: one look for all dialogs.
QFormLayout *formLayout();
/// Adds a row whose label is the field's buddy. Labels are equally wide in all forms, so that fields stand in line.
void addField(QFormLayout *form, int row, const QString &label, QWidget *field);
void addField(QFormLayout *form, const QString &label, QWidget *field);
/// A field for a secret: dots, no undo history that outlives it, no input method that learns it.
QLineEdit *secretLine(const QString &accessibleName);

} // namespace watchglass::ui
