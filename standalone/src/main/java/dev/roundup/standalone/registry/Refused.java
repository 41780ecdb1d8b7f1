package dev.roundup.standalone.registry;

/** A request that the registry answers with an error of its protocol. */
final class Refused extends RuntimeException {
  private final int status;
  private final int code;

  private Refused(int status, int code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  int status() {
    return status;
  }

  int code() {
    return code;
  }

  static Refused noSubject(String subject) {
    return new Refused(404, 40401, "Subject '" + subject + "' not found.");
  }

  static Refused noVersion(String version) {
    return new Refused(404, 40402, "Version " + version + " not found.");
  }

  static Refused noSchema(String which) {
    return new Refused(404, 40403, "Schema " + which + " not found");
  }

  static Refused noConfig(String subject) {
    return new Refused(
        404,
        40408,
        "Subject '" + subject + "' does not have subject-level compatibility configured");
  }

  static Refused noSuchPath() {
    return new Refused(404, 404, "HTTP 404 Not Found");
  }

  static Refused incompatible(String subject, int version, String why) {
    return new Refused(
        409,
        40901,
        "Schema being registered is incompatible with version "
            + version
            + " of subject \""
            + subject
            + "\": "
            + why);
  }

  static Refused invalidSchema(String why) {
    return new Refused(422, 42201, "Invalid schema: " + why);
  }

  static Refused invalidVersion(String version) {
    return new Refused(
        422,
        42202,
        "The specified version '"
            + version
            + "' is not a valid version id. Allowed values are whole numbers from 1 and \"latest\"");
  }

  static Refused invalidCompatibility(String level) {
    return new Refused(422, 42203, "Invalid compatibility level: " + level);
  }

  static Refused invalidSubject(String subject) {
    return new Refused(422, 42208, "The specified subject '" + subject + "' is not valid");
  }

  static Refused notJson() {
    return new Refused(400, 400, "The request's body is not the JSON object that is wanted");
  }

  static Refused storeFailed(String why) {
    return new Refused(500, 50001, "The schema cannot be stored: " + why);
  }
}
