// Reads the facts that Roundup wrote, with two clients that are not ours, and writes each of them again on a topic of the
// client's own, with the client's own encoder. Roundup then looks whether it gets the same facts back.
import assert from 'node:assert/strict';
import { Kafka, logLevel } from 'kafkajs';
import { AvroDeserializer, AvroSerializer, SchemaRegistryClient, SerdeType } from '@confluentinc/schemaregistry';
import { SchemaRegistry } from '@kafkajs/confluent-schema-registry';

const FACTS = 'interop-facts';
const kafka = new Kafka({ clientId: 'interop', brokers: process.env.KAFKA.split(','), logLevel: logLevel.ERROR });
const host = process.env.REGISTRY;
let failures = 0;

async function check(name, run) {
  try {
    await run();
    console.log(`ok ${name}`);
  } catch (error) {
    failures += 1;
    console.log(`not ok ${name}`);
    console.error(error);
  }
}

async function readAll() {
  const admin = kafka.admin();
  await admin.connect();
  const [{ high }] = await admin.fetchTopicOffsets(FACTS);
  await admin.disconnect();
  const consumer = kafka.consumer({ groupId: 'interop' });
  await consumer.connect();
  await consumer.subscribe({ topic: FACTS, fromBeginning: true });
  const records = [];
  await new Promise((resolve, reject) => {
    consumer.run({
      eachMessage: async ({ message }) => {
        records.push({ key: message.key, value: message.value });
        if (records.length === Number(high)) resolve();
      },
    }).catch(reject);
  });
  await consumer.disconnect();
  return records;
}

async function write(topic, messages) {
  const producer = kafka.producer({ allowAutoTopicCreation: false });
  await producer.connect();
  await producer.send({ topic, acks: -1, messages });
  await producer.disconnect();
}

const records = await readAll();

await check('@confluentinc/schemaregistry reads what Roundup wrote, and writes it again', async () => {
  const client = new SchemaRegistryClient({ baseURLs: [host] });
  const reader = new AvroDeserializer(client, SerdeType.VALUE, {});
  const schema = await client.getLatestSchemaMetadata(`${FACTS}-value`);
  await client.register('interop-confluent-value', { schemaType: 'AVRO', schema: schema.schema });
  const writer = new AvroSerializer(client, SerdeType.VALUE, { autoRegisterSchemas: false, useLatestVersion: true });
  const messages = [];
  for (const { key, value } of records) {
    const fact = await reader.deserialize(FACTS, value);
    assert.equal(fact.meetupId, key.toString());
    messages.push({ key, value: await writer.serialize('interop-confluent', fact) });
  }
  assert.ok(messages.length > 0);
  await write('interop-confluent', messages);
});

await check('@kafkajs/confluent-schema-registry reads what Roundup wrote, and writes it again', async () => {
  const registry = new SchemaRegistry({ host });
  const id = await registry.getLatestSchemaId(`${FACTS}-value`);
  const messages = [];
  for (const { key, value } of records) {
    const fact = await registry.decode(value);
    assert.equal(fact.meetupId, key.toString());
    messages.push({ key, value: await registry.encode(id, fact) });
  }
  assert.ok(messages.length > 0);
  await write('interop-kafkajs', messages);
});

process.exit(failures === 0 ? 0 : 1);
