package dev.roundup.sink.post;

import com.github.jknack.handlebars.HandlebarsError;
import com.github.jknack.handlebars.HandlebarsException;

/** What the template engine complains of, as a sentence for the template's author. */
final class TemplateFailures {
  private TemplateFailures() {}

  static TemplateFailure of(String template, HandlebarsException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof TemplateFailure failure) {
        return failure;
      }
    }
    HandlebarsError error = e.getError();
    if (error == null) {
      return new TemplateFailure(template, 0, String.valueOf(e.getMessage()), e);
    }
    boolean helper = e.getCause() != null && e.getCause().getMessage() != null;
    String reason = helper ? e.getCause().getMessage() : error.reason;
    return new TemplateFailure(
        error.filename, error.line, reason.strip().replaceAll("\\s*\\n\\s*", " "), e);
  }
}
