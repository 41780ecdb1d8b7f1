package dev.roundup.streams;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.roundup.streams");

  @Test
  void the_model_knows_neither_kafka_nor_clock_nor_log() {
    noClasses()
        .that()
        .resideInAPackage("..streams.model..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "org.slf4j..", "java.util.concurrent..")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(Clock.class, System.class)
        .check(classes);
  }

  @Test
  void nothing_reads_a_wall_clock_that_was_not_handed_in() {
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(classes);
  }

  @Test
  void the_topology_does_not_know_the_app_around_it() {
    noClasses()
        .that()
        .resideInAPackage("..streams.topology..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.roundup.streams", "..streams.operations..")
        .check(classes);
  }
}
