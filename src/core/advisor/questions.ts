/** What decides about the CNI, in the order in which the questions cut. */
export const QUESTION_IDS = ['q1', 'q2', 'q3', 'q4', 'q5', 'q6', 'q7', 'q8', 'q9', 'q10', 'q11', 'q12'] as const;
export type QuestionId = (typeof QUESTION_IDS)[number];

export type Answer = 'yes' | 'no' | 'unknown';

export interface Question {
  readonly text: string;
  /** What a yes means for the choice, as a sentence. */
  readonly ifYes: string;
  /** Keys of `SOURCES`. */
  readonly sources: readonly string[];
}

/** The questions of catalogue 16.1. The thirteenth, "none of the first five", is no question: it is what is left, and leads to Overlay. */
export const QUESTIONS: Readonly<Record<QuestionId, Question>> = {
  q1: {
    text: 'Do you bring a CNI of your own, and support it yourselves?',
    ifYes: 'You bring a CNI of your own: managed features are off, and its support is yours.',
    sources: ['BYO', 'S0', 'S3'],
  },
  q2: {
    text: 'Must something outside the cluster open connections to a pod address?',
    ifYes: 'Pods are reached directly, so they need addresses of the network.',
    sources: ['S0', 'S4', 'CNI'],
  },
  q3: {
    text: "Must traffic that leaves the network carry the pod's own address?",
    ifYes: 'Pods keep their address outside the network, which only Pod Subnet does.',
    sources: ['CNI'],
  },
  q4: {
    text: 'Do pods need an NSG, a NAT gateway or a route table of their own?',
    ifYes: 'Pods have settings of their own, so they need a subnet of their own.',
    sources: ['DYN', 'PS'],
  },
  q5: {
    text: 'Will you use virtual nodes, or pod networking across clusters (preview)?',
    ifYes: 'Virtual nodes and pod networking across clusters need flat addresses.',
    sources: ['VN', 'FLT'],
  },
  q6: {
    text: 'Is address space scarce, fragmented, or shared with sites?',
    ifYes: 'Address space is scarce, and Overlay takes one address for a node and none for pods.',
    sources: ['S0', 'S4', 'OV'],
  },
  q7: {
    text: 'Will the cluster be dual-stack (IPv4 and IPv6)?',
    ifYes: 'Dual-stack is a matter for Overlay.',
    sources: ['DUAL', 'OVH'],
  },
  q8: {
    text: 'With flat addresses: more than about 50,000 pods, or more than 65,536 addresses in the network?',
    ifYes: 'There are more addresses than a network may hold one by one: static blocks come before dynamic allocation.',
    sources: ['PS', 'STA', 'BIG'],
  },
  q9: {
    text: "Will the cluster's load balancers have Private Link Services?",
    ifYes: 'Private Link Services rule static blocks out.',
    sources: ['PS'],
  },
  q10: {
    text: 'Is the cluster small, the network large, and simplicity worth more than the rest?',
    ifYes: 'Simplicity comes first: Node Subnet needs no second subnet and no delegation.',
    sources: ['S0', 'S2', 'LEG'],
  },
  q11: {
    text: 'Will there be Windows node pools?',
    ifYes: 'Windows pools need the Azure data plane.',
    sources: ['CIL', 'KUB'],
  },
  q12: {
    text: 'Do you need FQDN or layer 7 policies, WireGuard, eBPF host routing, or policies on more than 250 nodes?',
    ifYes: 'Policies and routing by eBPF need Cilium.',
    sources: ['ACNS', 'POL'],
  },
};

/** What is said when nothing asks for flat addresses: question 13 of catalogue 16.1. */
export const DEFAULT_REASON =
  'Nothing asks for pod addresses of the network, so Overlay is the default recommendation.';

/** Answers by question; a missing one is not known. */
export type Answers = Readonly<Partial<Record<QuestionId, Answer>>>;
