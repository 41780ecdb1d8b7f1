package dev.roundup.schemas.registry;

import java.util.Map;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;

/** The user and password that the client logs in to the brokers with. */
final class SaslLogin {
  private SaslLogin() {}

  /** With a colon between them; empty if there are none. */
  static String userInfo(Map<String, String> configs) {
    String jaas = configs.get(SaslConfigs.SASL_JAAS_CONFIG);
    if (jaas == null) {
      return "";
    }
    return JaasContext.loadClientContext(Map.of(SaslConfigs.SASL_JAAS_CONFIG, new Password(jaas)))
        .configurationEntries()
        .stream()
        .map(entry -> entry.getOptions())
        .filter(options -> options.containsKey("username") && options.containsKey("password"))
        .map(options -> options.get("username") + ":" + options.get("password"))
        .findFirst()
        .orElse("");
  }
}
