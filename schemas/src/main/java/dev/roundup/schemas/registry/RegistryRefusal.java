package dev.roundup.schemas.registry;

/**
 * The registry has answered, and the answer is no: asking again will not change it. The message is
 * the registry's own, shortened.
 */
public final class RegistryRefusal extends RuntimeException {
  private static final int LONGEST = 400;

  private final int status;
  private final int code;

  /**
   * Takes over the registry's answer.
   *
   * @param status of HTTP
   * @param code the registry's own error code, or the status where it gave none
   */
  public RegistryRefusal(int status, int code, String message) {
    super(shortened(message) + " (HTTP " + status + ", registry code " + code + ")");
    this.status = status;
    this.code = code;
  }

  /** The status of HTTP. */
  public int status() {
    return status;
  }

  /** The registry's own error code. */
  public int code() {
    return code;
  }

  /** Whether the registry does not know what was asked for. */
  public boolean missing() {
    return status == 404;
  }

  private static String shortened(String message) {
    return message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "...";
  }
}
